package org.prodrome.web.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.ModelAnswer.Tried;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.Risk;

/** Why an answer is not explained, and how much was tried where it is, in sentences. */
final class WhyNot {
    private WhyNot() {}

    /** For a profile in which nothing is explained at the horizon: no answer, nothing tried, or nothing that moved it. */
    static List<String> of(RiskProfile profile, int horizonDays) {
        if (profile.risks().isEmpty()) {
            return noAnswer(profile);
        }
        boolean answered = profile.risks().stream().anyMatch(risk -> risk.horizonDays() == horizonDays);
        if (!answered) {
            return List.of("Not explained: the model gave no answer within " + Words.horizon(horizonDays)
                    + ", the time that is explained.");
        }
        return profile.tried() == null
                ? List.of("Not explained: nothing was left out to see what the answer rests on.")
                : List.of("Nothing that was left out in turn moved an answer of the model." + tried(profile));
    }

    private static List<String> noAnswer(RiskProfile profile) {
        List<String> words = new ArrayList<>(List.of("Not explained: the model gave no answer."));
        Declined.of(profile.abstentions()).forEach(declined -> words.add(declined.names() + ": " + declined.reason()));
        return List.copyOf(words);
    }

    /** Outcomes that were answered at the horizon and have no row: of each it is said why. */
    static Optional<String> unmoved(List<WhyRow> rows, RiskProfile profile, int horizonDays) {
        List<Outcome> told = rows.stream().map(row -> row.risk().outcome()).toList();
        String names = profile.risks().stream()
                .filter(risk -> risk.horizonDays() == horizonDays)
                .map(Risk::outcome)
                .filter(outcome -> !told.contains(outcome))
                .map(Outcome::name)
                .collect(Collectors.joining(", "));
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("Nothing that was left out in turn moved these enough to be listed: " + names + ".");
    }

    /** How many groups of entries were tried of how many, with a blank before it; empty where that isn't known. */
    static String tried(RiskProfile profile) {
        Tried tried = profile.tried();
        if (tried == null) {
            return "";
        }
        return tried.leftOut() < tried.groups()
                ? " Tried: " + tried.leftOut() + " of " + tried.groups()
                        + " groups of entries, those that seemed to matter most; the rest is not known."
                : " Tried: all " + tried.groups() + " groups of entries.";
    }
}
