package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.model.Outcome;

/**
 * One source's rows with the models' and the baselines' answers.
 *
 * @param tuning rows to choose thresholds on; empty of an external site
 * @param remarks of each task, in the order of outcomes, then horizons
 */
record ScoredSite(
        String name, Rows tuning, Rows heldOut, @Nullable DifferentialRows differential, List<Remarks> remarks) {
    ScoredSite {
        remarks = List.copyOf(remarks);
    }

    /**
     * What is to be said of a task besides numbers.
     *
     * @param silent why a predictor answers nothing
     * @param published which published score is compared; null for none
     */
    record Remarks(Map<String, String> silent, @Nullable String published) {
        Remarks {
            silent = Map.copyOf(silent);
        }
    }

    static List<Remarks> remarks(Questions questions, FittedBaselines baselines) {
        List<Remarks> remarks = new ArrayList<>();
        for (Outcome outcome : questions.outcomes()) {
            for (int horizon : questions.horizons()) {
                remarks.add(new Remarks(
                        baselines.silent(outcome.id(), horizon),
                        baselines.score(outcome.id()).orElse(null)));
            }
        }
        return remarks;
    }

    /** As tasks, of those that the model answers; thresholds are chosen on the tuning rows of the internal site; time is null where index dates
     * are fewer than visited years. */
    EvaluationData.Site tasks(
            Questions questions, EvaluationData.@Nullable Site internal, boolean oracle, @Nullable EligibleTime time) {
        List<TaskData> tasks = new ArrayList<>();
        for (int o = 0; o < questions.outcomes().size(); o++) {
            for (int horizon : questions.horizons()) {
                Outcome outcome = questions.outcomes().get(o);
                TaskRows choose = internal == null
                        ? tuning(o, outcome, horizon)
                        : internal.task(outcome.id(), horizon)
                                .map(TaskData::tuning)
                                .orElse(null);
                Remarks said = remarks.get(
                        o * questions.horizons().size() + questions.horizons().indexOf(horizon));
                TaskData task = task(outcome, o, horizon, choose, said, oracle, time);
                if (task.answered()) {
                    tasks.add(task);
                }
            }
        }
        AnsweredHorizons answered = new AnsweredHorizons(heldOut, questions.outcomes());
        return new EvaluationData.Site(
                name,
                heldOut.patients(),
                heldOut.size(),
                heldOut.answers().unavailable(),
                tasks,
                differential,
                answered.all(),
                heldOut.answers().horizons().contains(DifferentialRanking.HORIZON_DAYS)
                        ? answered.any(DifferentialRanking.HORIZON_DAYS)
                        : null);
    }

    private @Nullable TaskRows tuning(int place, Outcome outcome, int horizon) {
        return tuning.size() == 0 ? null : tuning.task(place, outcome.id(), horizon);
    }

    private TaskData task(
            Outcome outcome,
            int place,
            int horizon,
            @Nullable TaskRows choose,
            Remarks remarks,
            boolean oracle,
            @Nullable EligibleTime time) {
        TaskRows rows = heldOut.task(place, outcome.id(), horizon);
        Map<String, String> silent = new HashMap<>(remarks.silent());
        if (!rows.probabilities().containsKey(TaskData.ORACLE)) {
            silent.put(
                    TaskData.ORACLE,
                    oracle ? "the oracle does not answer this outcome" : "no oracle's answers were given");
        }
        return new TaskData(
                outcome,
                horizon,
                0,
                heldOut.size() - rows.size(),
                heldOut.answers().reasons(outcome.id()),
                silent,
                remarks.published(),
                time == null ? Double.NaN : PersonTime.shown(time.datesPerYear(heldOut, place)),
                time == null ? PersonTime.unknown() : time.of(heldOut, place),
                rows,
                choose);
    }
}
