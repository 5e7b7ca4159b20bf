package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.evaluation.DifferentialResult.Answered;
import org.prodrome.reasoning.evaluation.DifferentialResult.Ranker;
import org.prodrome.reasoning.evaluation.DifferentialResult.Recall;
import org.prodrome.reasoning.statistics.Bootstrap;
import org.prodrome.reasoning.statistics.PatientDraws;
import org.prodrome.reasoning.statistics.Sampled;

/** Recall of newly recorded diagnoses: of all, and of those that the model answered for; intervals resample patients. */
final class DifferentialMeasurement {

    private static final String NO_DIAGNOSIS = "no newly recorded diagnosis";

    private final EvaluationSettings settings;
    private final Protocol protocol;

    DifferentialMeasurement(EvaluationSettings settings, Protocol protocol) {
        this.settings = settings;
        this.protocol = protocol;
    }

    DifferentialResult of(DifferentialRows rows) {
        PatientDraws draws = new PatientDraws(rows.patients(), settings.replicates(), settings.seed());
        int[] model = rows.ranks().get(TaskData.MODEL);
        return new DifferentialResult(
                rows.patients().length,
                patients(rows, i -> true),
                rows.candidates(),
                rankers(rows, rows.ranks(), i -> true, NO_DIAGNOSIS, draws),
                model == null ? null : answered(rows, model, draws));
    }

    private static int patients(DifferentialRows rows, IntPredicate which) {
        return (int) IntStream.range(0, rows.patients().length)
                .filter(which)
                .mapToLong(i -> rows.patients()[i])
                .distinct()
                .count();
    }

    /**
     * Held back where few patients were answered for, or few not, or few never: beside all of them the others would tell. A patient
     * may be both answered for and not.
     */
    private Answered answered(DifferentialRows rows, int[] model, PatientDraws draws) {
        IntPredicate has = i -> model[i] > 0;
        int least = protocol.smallCell();
        int with = patients(rows, has);
        int without = patients(rows, has.negate());
        int never = patients(rows, i -> true) - with;
        if (with > 0 && ((without > 0 && Math.min(with, without) < least) || SmallCells.telling(never, least))) {
            return Answered.heldBack("held back: fewer than " + least + " patients answered for, or not");
        }
        Sampled unanswered = new Bootstrap(draws, rows.patients(), ones(rows, i -> true))
                .sampled(drawn -> new double[] {1 - share(has, drawn)})
                .getFirst();
        return new Answered(
                Figure.of(unanswered, NO_DIAGNOSIS),
                (int) IntStream.range(0, model.length).filter(has).count(),
                with,
                rankers(rows, rows.amongAnswered(), has, "the model answered for none", draws));
    }

    /** Every way of ranking, on the diagnoses that fit. */
    private List<Ranker> rankers(
            DifferentialRows rows, Map<String, int[]> places, IntPredicate which, String missing, PatientDraws draws) {
        Bootstrap bootstrap = new Bootstrap(draws, rows.patients(), ones(rows, which));
        Map<String, List<Sampled>> recalls = new LinkedHashMap<>();
        for (String ranker : protocol.inOrder(places.keySet())) {
            int[] ranks = places.getOrDefault(ranker, new int[0]);
            recalls.put(
                    ranker,
                    bootstrap.sampled(drawn -> protocol.recallAt().stream()
                            .mapToDouble(at -> share(i -> ranks[i] > 0 && ranks[i] <= at, drawn))
                            .toArray()));
        }
        return recalls.entrySet().stream()
                .map(ranker -> ranker(ranker.getKey(), ranker.getValue(), recalls.get(TaskData.MODEL), missing))
                .toList();
    }

    private Ranker ranker(String id, List<Sampled> recalls, @Nullable List<Sampled> model, String missing) {
        List<Recall> found = new ArrayList<>();
        for (int i = 0; i < recalls.size(); i++) {
            Figure less = model == null
                    ? Figure.none("the model ranked nothing")
                    : Figure.of(model.get(i).minus(recalls.get(i)), missing);
            found.add(new Recall(
                    protocol.recallAt().get(i),
                    Figure.of(recalls.get(i), missing),
                    less,
                    id.equals(TaskData.MODEL) ? null : Verdict.of(less)));
        }
        return new Ranker(id, found);
    }

    private static double[] ones(DifferentialRows rows, IntPredicate which) {
        double[] ones = new double[rows.patients().length];
        Arrays.setAll(ones, i -> which.test(i) ? 1 : 0);
        return ones;
    }

    /** By how often each was drawn; NaN where none was. */
    private static double share(IntPredicate which, double[] drawn) {
        double found = 0;
        double all = 0;
        for (int i = 0; i < drawn.length; i++) {
            found += which.test(i) ? drawn[i] : 0;
            all += drawn[i];
        }
        return all > 0 ? found / all : Double.NaN;
    }
}
