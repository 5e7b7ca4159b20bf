package org.prodrome.fhir.realinput;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of one example.
 *
 * @param file where it stands
 * @param type its resource type
 * @param fate the one word for it
 * @param events kinds of event it gave, and how many of each
 * @param why why it gave none; null where it gave some
 * @param gaps what mapping said it could not understand
 */
record Outcome(
        String file,
        String type,
        Fate fate,
        Map<String, Long> events,
        @Nullable String why,
        List<String> gaps) {
    enum Fate {
        /** It gave events, or demographics. */
        USED,
        /** It was kept out and counted. */
        EXCLUDED,
        /** A label or the patient's wish forbids it. */
        WITHHELD,
        /** It is of no use to reasoning. */
        IGNORED,
        /** A gap says what could not be understood. */
        GAP,
        /** It is no FHIR R4 resource, and was refused as unreadable. */
        UNREADABLE
    }

    String row() {
        String kinds = events.entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining("; "));
        return String.join(
                ",",
                quoted(file),
                type,
                fate.name(),
                quoted(kinds),
                quoted(why == null ? "" : why),
                quoted(String.join("; ", gaps)));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
