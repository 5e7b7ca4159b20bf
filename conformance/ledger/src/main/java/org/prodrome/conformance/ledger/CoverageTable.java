package org.prodrome.conformance.ledger;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The coverage of a run as a page and as lines of CSV; pure. */
record CoverageTable(List<Register> registers, Evidence evidence, List<String> problems) {
    private static final String SMART_GUIDE = "https://hl7.org/fhir/smart-app-launch/STU2.2/";

    String csv() {
        var header = Csv.line("id", "clause", "verb", "summary", "status", "reason", "tests", "proven_by");
        return Stream.concat(
                        Stream.of(header),
                        registers.stream()
                                .flatMap(register -> register.rows().stream())
                                .map(this::line))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private String line(Row row) {
        return Csv.line(
                row.id(),
                row.clause(),
                row.verb(),
                row.summary(),
                row.status().words(),
                row.reason(),
                String.join("; ", names(row)),
                String.join("; ", switches(row)));
    }

    String html() {
        var body = registers.stream().map(this::section).collect(Collectors.joining());
        var wrong = problems.isEmpty()
                ? "<p>Nothing is missing.</p>"
                : problems.stream()
                        .map(problem -> "<li>" + escaped(problem) + "</li>")
                        .collect(Collectors.joining("", "<ul class=\"wrong\">", "</ul>"));
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8">
                <meta name="viewport" content="width=device-width"><title>Conformance coverage</title>
                <style>
                body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem; color: #1c2430; background: #fff }
                table { border-collapse: collapse; width: 100% } caption { text-align: left; padding: .5rem 0 }
                th, td { border-bottom: 1px solid #d5dae1; padding: .35rem .6rem; text-align: left; vertical-align: top }
                thead th { background: #f2f4f7 } code { font-size: .85em; overflow-wrap: anywhere }
                .wrong { color: #8c1d18 } .why { color: #505a68 }
                </style></head><body><h1>Conformance coverage of this run</h1>
                """ + wrong + body + "</body></html>\n";
    }

    private String section(Register register) {
        var rows = register.rows().stream().map(this::row).collect(Collectors.joining("\n"));
        return "<h2>" + escaped(register.title()) + "</h2><table><caption>" + escaped(totals(register))
                + "</caption><thead><tr><th scope=\"col\">Requirement</th><th scope=\"col\">Verb</th>"
                + "<th scope=\"col\">In short</th><th scope=\"col\">Covered by</th>"
                + "<th scope=\"col\">Seen to fail by</th></tr></thead><tbody>" + rows + "</tbody></table>";
    }

    /** How many rows are covered how. */
    String totals(Register register) {
        var rows = register.rows();
        long proven = rows.stream()
                .filter(Row::binding)
                .filter(row -> !evidence.proofsOf(row).isEmpty())
                .count();
        var counts = rows.stream()
                .collect(Collectors.groupingBy(
                        Row::status, () -> new EnumMap<>(Row.Status.class), Collectors.counting()));
        var statuses = counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey().words())
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%d requirements, %d of them SHALL or SHALL NOT: %s. %d SHALL requirements have a check that was seen to fail.",
                rows.size(),
                rows.stream().filter(Row::binding).count(),
                statuses,
                proven);
    }

    private String row(Row row) {
        var cover = row.status() == Row.Status.TESTED
                ? lines(names(row))
                : "<span class=\"why\">" + row.status().words() + ": " + escaped(row.reason()) + "</span>";
        return "<tr><th scope=\"row\"><a href=\"%s\">%s</a></th><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>"
                .formatted(
                        escaped(link(row.clause())),
                        escaped(row.id().substring(row.id().indexOf('@') + 1)),
                        row.verb(),
                        escaped(row.summary()),
                        cover,
                        lines(switches(row)));
    }

    private static String link(String clause) {
        if (clause.startsWith("https://")) {
            return clause;
        }
        var page = clause.split("#", 2);
        return SMART_GUIDE + page[0] + ".html" + (page.length > 1 ? "#" + page[1] : "");
    }

    private List<String> names(Row row) {
        return evidence.testsOf(row).stream()
                .map(test -> shortName(test.name()) + " " + test.outcome().word())
                .distinct()
                .sorted()
                .toList();
    }

    private List<String> switches(Row row) {
        return evidence.proofsOf(row).stream()
                .map(Evidence.Proof::breach)
                .distinct()
                .sorted()
                .toList();
    }

    private static String lines(List<String> entries) {
        return entries.stream()
                .map(entry -> "<code>" + escaped(entry) + "</code>")
                .collect(Collectors.joining("<br>"));
    }

    private static String shortName(String name) {
        return name.substring(name.lastIndexOf('.', name.indexOf('#')) + 1);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
