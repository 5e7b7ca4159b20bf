package org.prodrome.fhir.realinput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prodrome.fhir.realinput.Outcome.Fate;

/** The tables of one collection: a line per file as CSV, and a line per type as Markdown. */
final class Summary {
    private static final Path FOLDER = Path.of("target/real-input");

    private Summary() {}

    static void write(String title, List<Outcome> outcomes) throws IOException {
        Files.createDirectories(FOLDER);
        Files.write(
                FOLDER.resolve(title + ".csv"),
                Stream.concat(
                                Stream.of("file,type,fate,events,why,gaps"),
                                outcomes.stream().map(Outcome::row))
                        .toList());
        Files.writeString(FOLDER.resolve(title + ".md"), markdown(title, outcomes));
    }

    private static String markdown(String title, List<Outcome> outcomes) {
        var byType = outcomes.stream().collect(Collectors.groupingBy(Outcome::type, TreeMap::new, Collectors.toList()));
        var text = new StringBuilder("### " + title + ": " + outcomes.size() + " files\n\n"
                + "| Type | Read | Used | Events | Excluded | Withheld | Ignored | Gap | Unreadable | Why not used |\n"
                + "|---|--:|--:|--:|--:|--:|--:|--:|--:|---|\n");
        var elsewhere = new java.util.ArrayList<Outcome>();
        byType.forEach((type, ofType) -> {
            if (ofType.stream().allMatch(outcome -> "not a type of a patient's record".equals(outcome.why()))) {
                elsewhere.addAll(ofType);
            } else {
                text.append(row(type.isEmpty() ? "(none)" : type, ofType));
            }
        });
        if (!elsewhere.isEmpty()) {
            long types = elsewhere.stream().map(Outcome::type).distinct().count();
            text.append(row(types + " other types", elsewhere));
        }
        return text.append(row("**all**", outcomes).replaceFirst("[^|]*\\|\\n$", " |\n"))
                .toString();
    }

    private static String row(String name, List<Outcome> outcomes) {
        long events = outcomes.stream()
                .flatMap(outcome -> outcome.events().values().stream())
                .mapToLong(Long::longValue)
                .sum();
        String why = outcomes.stream()
                .map(Outcome::why)
                .filter(java.util.Objects::nonNull)
                .distinct()
                .limit(4)
                .collect(Collectors.joining("; "));
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d | %d | %d | %d | %s |\n",
                name,
                outcomes.size(),
                count(outcomes, Fate.USED),
                events,
                count(outcomes, Fate.EXCLUDED),
                count(outcomes, Fate.WITHHELD),
                count(outcomes, Fate.IGNORED),
                count(outcomes, Fate.GAP),
                count(outcomes, Fate.UNREADABLE),
                why);
    }

    private static long count(List<Outcome> outcomes, Fate fate) {
        return outcomes.stream().filter(outcome -> outcome.fate() == fate).count();
    }
}
