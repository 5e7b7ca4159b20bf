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

/** The model by sex, age, and race or ethnicity; small groups are held back. */
final class Subgrouping {

    private final TaskRows rows;
    private final List<String> predictors;
    private final @Nullable TaskRows tuning;
    private final PatientDraws draws;
    private final Protocol protocol;

    private Subgrouping(
            TaskRows rows, List<String> predictors, @Nullable TaskRows tuning, PatientDraws draws, Protocol protocol) {
        this.rows = rows;
        this.predictors = predictors;
        this.tuning = tuning;
        this.draws = draws;
        this.protocol = protocol;
    }

    static List<Subgroup> of(
            TaskRows rows, List<String> predictors, @Nullable TaskRows tuning, PatientDraws draws, Protocol protocol) {
        Subgrouping grouping = new Subgrouping(rows, predictors, tuning, draws, protocol);
        List<Subgroup> all = new ArrayList<>(grouping.by("sex", i -> rows.sex()[i]));
        all.addAll(grouping.by("age", i -> protocol.ageBand(rows.years()[i])));
        all.addAll(grouping.by("race or ethnicity", i -> rows.race()[i]));
        return all;
    }

    private List<Subgroup> by(String dimension, IntFunction<String> group) {
        String[] names = IntStream.range(0, rows.size()).mapToObj(group).toArray(String[]::new);
        List<String> groups = inOrder(names);
        List<TaskRows> parts = groups.stream()
                .map(name -> rows.where(i -> names[i].equals(name)))
                .toList();
        int[] place = Arrays.stream(names).mapToInt(groups::indexOf).toArray();
        boolean[] held = SmallCells.heldBack(
                groups.size(), some -> rows.cell(i -> some.get(place[i])).smaller(), protocol.smallCell());
        List<Subgroup> found = new ArrayList<>();
        for (int i = 0; i < held.length; i++) {
            found.add(
                    held[i]
                            ? Subgroup.heldBack(dimension, groups.get(i))
                            : shown(dimension, groups.get(i), parts.get(i)));
        }
        return found;
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
