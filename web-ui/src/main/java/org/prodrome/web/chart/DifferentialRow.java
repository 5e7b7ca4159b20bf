package org.prodrome.web.chart;

import java.util.ArrayList;
import java.util.List;
import org.prodrome.reasoning.model.Differential;
import org.prodrome.reasoning.model.Differential.Candidate;
import org.prodrome.reasoning.model.ModelAnswer.Abstention;
import org.prodrome.reasoning.model.Risk;

/** A line of the differential, in the order in which it is read. */
sealed interface DifferentialRow {

    /** What the model foretells, by its place in the ranking from 1. */
    record Foretold(int rank, Candidate candidate, Risk risk) implements DifferentialRow {}

    /** What is on record already. */
    record OpenProblem(Candidate candidate) implements DifferentialRow {}

    /** How many more are on record already. */
    record MoreProblems(int count) implements DifferentialRow {}

    /** What the model did not answer. */
    record NotEvaluated(Abstention abstention) implements DifferentialRow {}

    /** That nothing of what is foretold comes. */
    record NoneOfThese(double probability, int horizonDays) implements DifferentialRow {}

    /** Foretold conditions as ranked, open problems, what was not evaluated, and "none of the conditions foretold" always last. */
    static List<DifferentialRow> of(Differential differential) {
        List<DifferentialRow> foretold = new ArrayList<>();
        List<DifferentialRow> rest = new ArrayList<>();
        for (Candidate candidate : differential.candidates()) {
            Risk risk = candidate.risk();
            if (risk == null) {
                rest.add(new OpenProblem(candidate));
            } else {
                foretold.add(new Foretold(foretold.size() + 1, candidate, risk));
            }
        }
        List<DifferentialRow> rows = new ArrayList<>(foretold);
        rows.addAll(rest);
        if (differential.moreProblems() > 0) {
            rows.add(new MoreProblems(differential.moreProblems()));
        }
        differential.notEvaluated().forEach(abstention -> rows.add(new NotEvaluated(abstention)));
        rows.add(new NoneOfThese(differential.noneOfThese(), differential.horizonDays()));
        return List.copyOf(rows);
    }
}
