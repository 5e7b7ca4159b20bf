package org.prodrome.reasoning.evaluation;

import java.util.List;
import java.util.stream.Collectors;

/** Small parts of the page. */
final class Html {

    private Html() {}

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A value over its interval, or why there is none. */
    static String figure(Figure figure, int digits) {
        if (!figure.known()) {
            return none(figure.missing() == null ? "n/a" : figure.missing());
        }
        String interval = Double.isNaN(figure.interval().low())
                ? ""
                : "<span class=\"ci\">" + Words.number(figure.interval().low(), digits) + " to "
                        + Words.number(figure.interval().high(), digits) + "</span>";
        return Words.number(figure.value(), digits) + interval;
    }

    /** The same for a share. */
    static String share(Figure figure) {
        if (!figure.known()) {
            return none(figure.missing() == null ? "n/a" : figure.missing());
        }
        String interval = Double.isNaN(figure.interval().low())
                ? ""
                : "<span class=\"ci\">" + Words.percent(figure.interval().low()) + " to "
                        + Words.percent(figure.interval().high()) + "</span>";
        return Words.percent(figure.value()) + interval;
    }

    static String none(String why) {
        return "<span class=\"none\">" + escaped(why) + "</span>";
    }

    static String chip(Verdict verdict) {
        String style = switch (verdict) {
            case BEATS -> "beats";
            case EQUAL, NOT_COMPARED -> "equal";
            case DOES_NOT_BEAT -> "below";
        };
        return "<span class=\"chip " + style + "\">" + verdict.words() + "</span>";
    }

    /** The verdict over the difference of AUROC. */
    static String difference(Difference difference) {
        return judged(difference.verdict(), difference.auroc());
    }

    /** A verdict over the difference that it rests on. */
    static String judged(Verdict verdict, Figure difference) {
        return chip(verdict)
                + (difference.known()
                        ? "<span class=\"ci\">%s (%s to %s)</span>"
                                .formatted(
                                        Words.signed(difference.value(), 3),
                                        Words.signed(difference.interval().low(), 3),
                                        Words.signed(difference.interval().high(), 3))
                        : "");
    }

    /** A table that scrolls sideways where the page is narrow; cells are HTML. */
    static String table(List<String> head, List<List<String>> rows) {
        String heads =
                head.stream().map(cell -> "<th scope=\"col\">" + cell + "</th>").collect(Collectors.joining());
        String body = rows.stream()
                .map(row -> row.stream()
                        .map(cell -> "<td>" + cell + "</td>")
                        .collect(Collectors.joining("", "<tr>", "</tr>")))
                .collect(Collectors.joining("\n"));
        return "<div class=\"wide\"><table><thead><tr>%s</tr></thead><tbody>%s</tbody></table></div>"
                .formatted(heads, body);
    }

    static String plot(String title, String about, String svg) {
        return "<figure><figcaption>%s<small>%s</small></figcaption>%s</figure>"
                .formatted(escaped(title), escaped(about), svg);
    }

    static String widePlot(String title, String about, String svg) {
        return plot(title, about, svg).replace("<figure>", "<figure class=\"full\">");
    }

    /** Where in the page a task is. */
    static String anchor(String site, String outcome, int horizonDays) {
        return (site + "-" + outcome + "-" + horizonDays).replaceAll("[^A-Za-z0-9-]", "-");
    }
}
