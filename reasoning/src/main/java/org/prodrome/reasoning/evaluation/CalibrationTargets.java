package org.prodrome.reasoning.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Holds the calibration of every outcome and horizon that clinicians are shown against 1, wherever enough came of it.
 *
 * <p>Each outcome and horizon counts once. Where it was compared with baselines, and enough came on the index dates that all
 * predictors answer, the task's figures count: they are those of the verdicts and of the model card. Everywhere else those of the
 * horizon count, on all index dates that the model answers: a horizon that nobody compared is shown all the same, and so is one
 * of which too few rows, or none, were left for the comparison. Of what was held back nobody may be told how it stands, so it's
 * counted apart.
 */
final class CalibrationTargets {

    private final Map<Question, Calibrated> judged = new LinkedHashMap<>();
    private final int least;
    private final int heldBack;

    private record Question(String outcome, int horizonDays) {}

    /** How many of the intervals of a perfect model do not cover 1, at 95%. */
    private static final double CHANCE = 0.05;

    private record Calibrated(String name, int horizonDays, Figure slope, Figure observedOverExpected) {}

    CalibrationTargets(List<TaskResult> tasks, List<HorizonResult> horizons, int least) {
        this.least = least;
        for (HorizonResult horizon : horizons) {
            if (horizon.events() != null && horizon.events() >= least) {
                judged.put(
                        new Question(horizon.outcome(), horizon.horizonDays()),
                        new Calibrated(
                                horizon.name(),
                                horizon.horizonDays(),
                                horizon.calibrationSlope(),
                                horizon.observedOverExpected()));
            }
        }
        for (TaskResult task : tasks) {
            if (task.events() != null && task.events() >= least) {
                judged.put(
                        new Question(task.outcome(), task.horizonDays()),
                        new Calibrated(
                                task.name(),
                                task.horizonDays(),
                                figure(task, Figures::calibrationSlope),
                                figure(task, Figures::observedOverExpected)));
            }
        }
        heldBack = (int) horizons.stream()
                .filter(HorizonResult::wasHeldBack)
                .filter(horizon -> !judged.containsKey(new Question(horizon.outcome(), horizon.horizonDays())))
                .count();
    }

    private static Figure figure(TaskResult task, Function<Figures, Figure> which) {
        return task.predictor(TaskData.MODEL)
                .map(model -> which.apply(model.figures()))
                .orElseGet(() -> Figure.none("not measured"));
    }

    List<Target> all() {
        return List.of(
                target("calibration-slope", "calibration slope", Calibrated::slope),
                target("observed-expected", "observed / expected", Calibrated::observedOverExpected));
    }

    private Target target(String id, String words, Function<Calibrated, Figure> which) {
        String required = "Interval of the " + words + " covers 1 for every outcome and horizon shown with " + least
                + " events or more";
        if (judged.isEmpty()) {
            return Target.notMeasured(id, required, "no outcome has so many events within any horizon" + apart());
        }
        List<String> missed = judged.values().stream()
                .filter(each -> !which.apply(each).interval().covers(1))
                .map(each -> each.name() + " within " + Words.within(each.horizonDays()) + " "
                        + Words.figure(which.apply(each), 2))
                .toList();
        return new Target(
                id,
                required,
                (judged.size() - missed.size()) + " of " + judged.size()
                        + " outcomes and horizons, of which chance alone takes about "
                        + Math.round(judged.size() * CHANCE) + apart(),
                missed.isEmpty(),
                missed);
    }

    private String apart() {
        return heldBack == 0 ? "" : "; " + heldBack + " held back, their events not told, and not judged";
    }
}
