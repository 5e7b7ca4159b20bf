package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.statistics.PatientDraws;

/** The model by sex, age, and race or ethnicity; small groups are held back, and those that another horizon would tell of. */
final class Subgrouping {

    private final TaskRows rows;
    private final List<String> predictors;
    private final @Nullable TaskRows tuning;
    private final PatientDraws draws;
    private final Protocol protocol;
    private final Beside beside;

    /**
     * What was shown of an outcome before.
     *
     * @param outcome id
     */
    record Beside(String outcome, ShownCounts shown) {}

    private Subgrouping(
            TaskRows rows,
            List<String> predictors,
            @Nullable TaskRows tuning,
            PatientDraws draws,
            Protocol protocol,
            Beside beside) {
        this.rows = rows;
        this.predictors = predictors;
        this.tuning = tuning;
        this.draws = draws;
        this.protocol = protocol;
        this.beside = beside;
    }

    static List<Subgroup> of(
            TaskRows rows,
            List<String> predictors,
            @Nullable TaskRows tuning,
            PatientDraws draws,
            Protocol protocol,
            Beside beside) {
        Subgrouping grouping = new Subgrouping(rows, predictors, tuning, draws, protocol, beside);
        List<Subgroup> all = new ArrayList<>();
        dimensions(rows, protocol).forEach((dimension, group) -> all.addAll(grouping.by(dimension, group)));
        return all;
    }

    /** The group of a row, by dimension. */
    static Map<String, IntFunction<String>> dimensions(TaskRows rows, Protocol protocol) {
        Map<String, IntFunction<String>> dimensions = new LinkedHashMap<>();
        dimensions.put("sex", i -> rows.sex()[i]);
        dimensions.put("age", i -> protocol.ageBand(rows.years()[i]));
        dimensions.put("race or ethnicity", i -> rows.race()[i]);
        return dimensions;
    }

    private List<Subgroup> by(String dimension, IntFunction<String> group) {
        String[] names = IntStream.range(0, rows.size()).mapToObj(group).toArray(String[]::new);
        List<String> groups = inOrder(names);
        List<TaskRows> parts = groups.stream()
                .map(name -> rows.where(i -> names[i].equals(name)))
                .toList();
        int[] place = Arrays.stream(names).mapToInt(groups::indexOf).toArray();
        boolean[] held = SmallCells.heldBack(
                groups.size(),
                some -> smaller(
                        dimension, some.stream().mapToObj(groups::get).toList(), rows.cell(i -> some.get(place[i]))),
                protocol.smallCell());
        List<Subgroup> found = new ArrayList<>();
        for (int i = 0; i < held.length; i++) {
            found.add(
                    held[i]
                            ? Subgroup.heldBack(dimension, groups.get(i))
                            : shown(dimension, groups.get(i), parts.get(i)));
        }
        return found;
    }

    /** Nobody where the groups would tell of few beside what was shown of them before. */
    private int smaller(String dimension, List<String> groups, PatientCell cell) {
        return beside.shown().telling(beside.outcome(), dimension, groups, cell.with()) ? 0 : cell.smaller();
    }

    /** Age bands as the protocol has them, others by name. */
    private List<String> inOrder(String[] names) {
        List<String> bands =
                protocol.ageBands().stream().map(Protocol.AgeBand::name).toList();
        return Arrays.stream(names)
                .distinct()
                .sorted(Comparator.<String>comparingInt(bands::indexOf).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private Subgroup shown(String dimension, String group, TaskRows part) {
        PredictorResult model = new Measured(part, List.of(TaskData.MODEL), tuning, draws, protocol)
                .results()
                .getFirst();
        Map<String, Figure> aurocs = new LinkedHashMap<>();
        AurocMeasurement.of(part, predictors, draws)
                .forEach((name, auroc) -> aurocs.put(name, Figure.of(auroc, "needs events and non-events")));
        String rule = "PPV " + protocol.alertPrecision();
        AlertPoint alerts = model.alerts().stream()
                .filter(point -> point.rule().equals(rule))
                .findFirst()
                .orElse(null);
        return new Subgroup(
                dimension,
                group,
                true,
                part.known(),
                part.eventCount(),
                part.cell().with(),
                part.prevalence(),
                model.figures(),
                aurocs,
                alerts,
                model.leadTime());
    }
}
