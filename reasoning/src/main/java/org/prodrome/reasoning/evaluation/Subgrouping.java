package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.prodrome.reasoning.statistics.PatientDraws;

/** The model by sex, age, and race or ethnicity; small groups are held back, and those that another horizon would tell of. */
final class Subgrouping {

    private final TaskData task;
    private final TaskRows rows;
    private final List<String> predictors;
    private final PatientDraws draws;
    private final Protocol protocol;
    private final ShownCounts before;

    /**
     * Groups of the rows compared.
     *
     * @param task with every index date, which person-time is held against
     * @param before what was shown of the outcome already
     */
    Subgrouping(TaskData task, Comparison comparison, PatientDraws draws, Protocol protocol, ShownCounts before) {
        this.task = task;
        this.rows = comparison.rows();
        this.predictors = comparison.predictors();
        this.draws = draws;
        this.protocol = protocol;
        this.before = before;
    }

    List<Subgroup> all() {
        return Arrays.stream(Dimension.values())
                .flatMap(dimension -> by(dimension).stream())
                .toList();
    }

    private List<Subgroup> by(Dimension dimension) {
        String[] names = IntStream.range(0, rows.size())
                .mapToObj(i -> dimension.group(rows, i, protocol))
                .toArray(String[]::new);
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
                            ? Subgroup.heldBack(dimension.words(), groups.get(i))
                            : shown(dimension, groups.get(i), parts.get(i)));
        }
        return found;
    }

    /** Nobody where the groups would tell of few beside what was shown of them before. */
    private int smaller(Dimension dimension, List<String> groups, PatientCell cell) {
        return before.telling(task.outcome().id(), dimension.words(), groups, cell.with()) ? 0 : cell.smaller();
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

    private Subgroup shown(Dimension dimension, String group, TaskRows part) {
        double datesPerYear =
                PersonTime.shown(task.personTime().datesPerYear(dimension, group, task.heldOut(), protocol));
        PredictorResult model = new Measured(part, List.of(TaskData.MODEL), task.tuning(), draws, protocol)
                .results()
                .getFirst()
                .inPersonTime(datesPerYear);
        Map<String, Figure> aurocs = new LinkedHashMap<>();
        AurocMeasurement.of(part, predictors, draws)
                .forEach((name, auroc) -> aurocs.put(name, Figure.of(auroc, "needs events and non-events")));
        String rule = "PPV " + protocol.alertPrecision();
        AlertPoint alerts = model.alerts().stream()
                .filter(point -> point.rule().equals(rule))
                .findFirst()
                .orElse(null);
        return new Subgroup(
                dimension.words(),
                group,
                true,
                part.known(),
                part.eventCount(),
                part.cell().with(),
                datesPerYear,
                part.prevalence(),
                model.figures(),
                aurocs,
                alerts,
                model.leadTime(),
                model.netBenefit());
    }
}
