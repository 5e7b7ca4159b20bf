package org.prodrome.fhir.document;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException;

/** The control words of {@code rtf-words.tsv}; all others only format. */
final class RtfWords {
    private static final Map<String, Meaning> MEANINGS = Rows.of("rtf-words.tsv", 3).stream()
            .collect(Collectors.toUnmodifiableMap(row -> row.get(0), RtfWords::meaning));

    private RtfWords() {}

    /** What a control word does. */
    sealed interface Meaning {}

    /** It stands for characters. */
    record Symbol(String text) implements Meaning {}

    /** Its group is no text of the document. */
    record Skipped() implements Meaning {}

    /** Its group defines the fonts. */
    record FontTable() implements Meaning {}

    static @Nullable Meaning meaning(String word) {
        @Nullable Meaning known = MEANINGS.get(word);
        return known;
    }

    private static Meaning meaning(List<String> row) {
        return switch (row.get(1)) {
            case "text" -> new Symbol(row.get(2).replace("\\n", "\n").replace("\\t", "\t"));
            case "skip" -> new Skipped();
            case "fonts" -> new FontTable();
            default ->
                throw new FhirAdapterException.DataFileUnusable(
                        "rtf-words.tsv: expected text, skip or fonts, got " + row.get(1), null);
        };
    }
}
