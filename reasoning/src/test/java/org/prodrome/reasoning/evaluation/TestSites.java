package org.prodrome.reasoning.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;

/** Object mother: evaluations of made-up tasks. */
final class TestSites {

    private TestSites() {}

    static EvaluationData of(int patients, int replicates, String... outcomes) {
        List<TaskData> tasks = IntStream.range(0, outcomes.length)
                .boxed()
                .flatMap(i ->
                        IntStream.of(365, 1095).mapToObj(days -> named(outcomes[i], patients, days, 11 * i + days)))
                .toList();
        return new EvaluationData(
                new ModelVersion("made-up", "1", "0123456789abcdef0123", true, "CPU"),
                true,
                new EvaluationSettings(List.of(365, 1095), 365, replicates, 3),
                List.of(
                        new EvaluationData.Site(
                                EvaluationData.INTERNAL, patients, 4 * patients, 2, tasks, differential(patients)),
                        new EvaluationData.Site(
                                "another state", patients, 4 * patients, 0, List.of(tasks.getFirst()), null)),
                null);
    }

    /** Of more patients at a year, so that what is shown of both horizons tells of no few by the difference. */
    private static TaskData named(String outcome, int patients, int days, long seed) {
        TaskData task = TestTasks.task(days == 365 ? patients * 5 / 4 : patients, days, seed);
        return new TaskData(
                new Outcome(outcome, outcome.replace('-', ' ')),
                days,
                0,
                task.prevalent(),
                task.abstained(),
                task.silent(),
                null,
                Double.NaN,
                task.heldOut(),
                task.tuning());
    }

    private static DifferentialRows differential(int patients) {
        SplittableRandom random = new SplittableRandom(8);
        return ranked(
                IntStream.range(0, patients).mapToLong(i -> i / 2).toArray(),
                Map.of(
                        TaskData.MODEL,
                        IntStream.range(0, patients)
                                .map(i -> 1 + random.nextInt(6))
                                .toArray(),
                        DifferentialRows.FREQUENCY,
                        IntStream.range(0, patients)
                                .map(i -> random.nextInt(13))
                                .toArray()));
    }

    /** Of twelve conditions, all of which the model gave a risk of where it gave one of that recorded. */
    static DifferentialRows ranked(long[] patients, Map<String, int[]> ranks) {
        return new DifferentialRows(12, patients, ranks, ranks);
    }

    static ExplanationRows explanations() {
        SplittableRandom random = new SplittableRandom(4);
        List<ExplanationRows.Deletion> deletions = IntStream.range(0, 60)
                .mapToObj(i -> new ExplanationRows.Deletion(
                        i,
                        "type-2-diabetes",
                        new double[] {0, 1 + random.nextDouble(), 1.5 + random.nextDouble(), 2 + random.nextDouble()},
                        new double[] {0, 0.2 * random.nextDouble(), 0.4 * random.nextDouble(), 0.6 * random.nextDouble()
                        }))
                .toList();
        List<ExplanationRows.Agreement> agreements = IntStream.range(0, 60)
                .mapToObj(i -> {
                    double[] own = random.doubles(8).toArray();
                    double[] others = Arrays.stream(own)
                            .map(v -> v + 0.1 * random.nextDouble())
                            .toArray();
                    return new ExplanationRows.Agreement(i, "type-2-diabetes", "integrated gradients", own, others);
                })
                .toList();
        return new ExplanationRows(deletions, agreements);
    }
}
