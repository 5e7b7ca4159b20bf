package org.prodrome.fhir.document;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plain text: by its byte order mark, else in the charset that was named, else as UTF-8, else (what older systems send
 * unnamed) as windows-1252. Line ends become {@code \n}.
 */
final class PlainText {
    private static final Charset OLDER_SYSTEMS = Charset.forName("windows-1252");

    private PlainText() {}

    static String read(byte[] data, @Nullable Charset named) {
        String text = decode(data, named);
        if (text.indexOf('\0') >= 0) {
            throw new DocumentBroken("expected text, got control characters");
        }
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    static String decode(byte[] data, @Nullable Charset named) {
        Mark mark = Mark.of(data);
        if (mark != null) {
            return new String(data, mark.length(), data.length - mark.length(), mark.charset());
        }
        return named == null ? guessed(data) : new String(data, named);
    }

    private static String guessed(byte[] data) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(data))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(data, OLDER_SYSTEMS);
        }
    }

    /**
     * A byte order mark.
     *
     * @param bytes it, one character per byte
     */
    private record Mark(Charset charset, String bytes) {
        private static final List<Mark> ALL = List.of(
                new Mark(StandardCharsets.UTF_8, "\u00ef\u00bb\u00bf"),
                new Mark(StandardCharsets.UTF_16LE, "\u00ff\u00fe"),
                new Mark(StandardCharsets.UTF_16BE, "\u00fe\u00ff"));

        static @Nullable Mark of(byte[] data) {
            String start = new String(data, 0, Math.min(data.length, 3), StandardCharsets.ISO_8859_1);
            return ALL.stream()
                    .filter(mark -> start.startsWith(mark.bytes))
                    .findFirst()
                    .orElse(null);
        }

        int length() {
            return bytes.length();
        }
    }
}
