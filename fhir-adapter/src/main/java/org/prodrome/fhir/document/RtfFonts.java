package org.prodrome.fhir.document;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The code pages of an RTF document: its own, and those of its fonts. */
final class RtfFonts {
    private static final Charset ANSI = Charset.forName("windows-1252");
    private static final Map<Integer, String> CHARSETS = Rows.of("rtf-code-pages.tsv", 2).stream()
            .collect(Collectors.toUnmodifiableMap(row -> Integer.valueOf(row.get(0)), row -> row.get(1)));

    private final Map<Integer, Charset> byFont = new HashMap<>();
    private Charset document = ANSI;
    private int defined = -1;

    /** The font whose definition follows in the font table. */
    void define(int font) {
        defined = font;
    }

    /** {@code \fcharsetN} of the font being defined. */
    void charset(int number) {
        @Nullable String name = CHARSETS.get(number);
        if (name != null && defined >= 0) {
            byFont.put(defined, supported(name));
        }
    }

    /** {@code \ansicpgN}. */
    void codePage(int number) {
        document = number == 65001 ? supported("UTF-8") : supported("windows-" + number, "Cp" + number);
    }

    /** {@code \mac}, {@code \pc} and {@code \pca}. */
    void platform(String word) {
        document = switch (word) {
            case "mac" -> supported("x-MacRoman");
            case "pc" -> supported("IBM437");
            default -> supported("IBM850");
        };
    }

    /** A font of the ANSI charset speaks in the document's own code page. */
    Charset charsetOf(int font) {
        Charset known = byFont.getOrDefault(font, document);
        return known.equals(ANSI) ? document : known;
    }

    private static Charset supported(String... names) {
        for (String name : names) {
            if (Charset.isSupported(name)) {
                return Charset.forName(name);
            }
        }
        return ANSI;
    }
}
