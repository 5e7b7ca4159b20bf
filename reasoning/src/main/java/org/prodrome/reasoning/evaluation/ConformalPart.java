package org.prodrome.reasoning.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** How often the verdicts beside the risks left open what then became of patients. */
final class ConformalPart {

    private static final int DIGITS = 3;

    private final double level;

    ConformalPart(Protocol protocol) {
        level = protocol.conformalLevel();
    }

    String html(List<HorizonResult> horizons) {
        List<HorizonResult> shown =
                horizons.stream().filter(result -> result.missing() == null).toList();
        return shown.isEmpty()
                ? ""
                : "<h3>High, low and undetermined</h3>" + lead()
                        + Html.table(
                                List.of(
                                        "Outcome",
                                        "Within",
                                        "Followed by it",
                                        "Patients with it",
                                        "Of these not called low",
                                        "Not followed by it",
                                        "Of these not called high",
                                        "Called high, of all",
                                        "Called low, of all",
                                        "Undetermined, of all"),
                                shown.stream().map(ConformalPart::row).toList())
                        + below(shown);
    }

    private String lead() {
        return String.format(Locale.ROOT, """
                <p>The verdicts beside these risks, on the same index dates. They are made so that of those who get it at least %s are
                not called low, and of those who do not at least %s are not called high. An undetermined one contradicts nobody. High asks besides
                for a risk of one half, low for one below it, and neither may run against age and sex: where few are called high, or low, that alone
                makes these shares great. The sets behind them were fitted on one row per patient and kind; here every index date counts. The
                sentence beside a verdict, of whom a risk is higher or lower than, is not tested by this.</p>""", Words.percent(level), Words.percent(level));
    }

    private static List<String> row(HorizonResult result) {
        ConformalCoverage coverage = result.conformal();
        String name = Html.escaped(result.name());
        String within = Words.within(result.horizonDays());
        if (!coverage.undetermined().known()) {
            return List.of(name, within, Html.figure(coverage.undetermined(), DIGITS));
        }
        return List.of(
                name,
                within,
                String.format(Locale.ROOT, "%,d", result.events()),
                String.format(Locale.ROOT, "%,d", result.eventPatients()),
                Html.figure(coverage.eventsCovered(), DIGITS),
                String.format(Locale.ROOT, "%,d", result.others()),
                Html.figure(coverage.othersCovered(), DIGITS),
                Html.figure(coverage.calledHigh(), DIGITS),
                Html.figure(coverage.calledLow(), DIGITS),
                Html.figure(coverage.undetermined(), DIGITS));
    }

    private String below(List<HorizonResult> shown) {
        List<ConformalCoverage> given = shown.stream()
                .map(HorizonResult::conformal)
                .filter(coverage -> coverage.undetermined().known())
                .toList();
        return given.isEmpty()
                ? ""
                : "<p>" + below("followed by it", given, ConformalCoverage::eventsCovered) + " "
                        + below("not followed by it", given, ConformalCoverage::othersCovered) + "</p>";
    }

    private String below(String who, List<ConformalCoverage> given, Function<ConformalCoverage, Figure> which) {
        long below = given.stream()
                .filter(coverage -> which.apply(coverage).value() < level)
                .count();
        long wholly = given.stream()
                .filter(coverage -> which.apply(coverage).interval().high() < level)
                .count();
        return String.format(
                Locale.ROOT,
                "Of those %s the share is below %s in %d of %d outcomes and horizons, its interval wholly below in %d.",
                who,
                Words.percent(level),
                below,
                given.size(),
                wholly);
    }
}
