package org.prodrome.reasoning.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.evaluation.baseline.Nearest;

/**
 * Ranks what may be recorded next in three ways: by the model's near risks, by how often it is recorded in training, and by what was
 * recorded of the most similar training patients.
 */
final class DifferentialRanking {

    static final int HORIZON_DAYS = 90;

    private final Questions questions;
    private final Occasions training;
    private final double[] frequency;

    DifferentialRanking(Questions questions, Occasions training) {
        this.questions = questions;
        this.training = training;
        frequency = new double[questions.outcomes().size()];
        for (int i = 0; i < training.size(); i++) {
            frequency[training.recorded(i)]++;
        }
        Arrays.setAll(frequency, o -> frequency[o] > 0 ? frequency[o] : Double.NaN);
    }

    /** Null when there is nothing to rank or to rank by. */
    @Nullable
    DifferentialRows rank(Occasions heldOut, int neighbours) {
        if (heldOut.size() == 0 || training.size() == 0) {
            return null;
        }
        Nearest nearest = new Nearest(training.rows().features(), neighbours);
        List<Nearest.Neighbour[]> alike =
                heldOut.rows().features().parallelStream().map(nearest::of).toList();
        double[][] risks = risks(heldOut.rows());
        double[][] votes = alike.stream().map(this::votes).toArray(double[][]::new);
        Map<String, IntFunction<double[]>> rankings = new LinkedHashMap<>();
        if (Arrays.stream(risks).flatMapToDouble(Arrays::stream).anyMatch(risk -> !Double.isNaN(risk))) {
            rankings.put(TaskData.MODEL, i -> risks[i]);
        }
        rankings.put(DifferentialRows.FREQUENCY, i -> frequency);
        rankings.put(DifferentialRows.NEIGHBOURS, i -> votes[i]);
        Map<String, int[]> ranks = new LinkedHashMap<>();
        Map<String, int[]> amongAnswered = new LinkedHashMap<>();
        rankings.forEach((id, scores) -> {
            ranks.put(id, places(heldOut, scores));
            amongAnswered.put(id, places(heldOut, i -> answered(scores.apply(i), risks[i])));
        });
        return new DifferentialRows(
                questions.outcomes().size(),
                heldOut.rows().all().stream()
                        .mapToLong(row -> row.life().patient())
                        .toArray(),
                ranks,
                amongAnswered);
    }

    private static int[] places(Occasions heldOut, IntFunction<double[]> scores) {
        int[] places = new int[heldOut.size()];
        Arrays.setAll(
                places,
                i -> place(
                        scores.apply(i),
                        heldOut.recorded(i),
                        heldOut.rows().all().get(i)));
        return places;
    }

    /** The scores of what the model gave a risk of; NaN of the rest. */
    private static double[] answered(double[] scores, double[] risks) {
        double[] some = scores.clone();
        Arrays.setAll(some, o -> Double.isNaN(risks[o]) ? Double.NaN : scores[o]);
        return some;
    }

    /** Similar patients vote by how similar they are; frequency breaks ties. */
    private double[] votes(Nearest.Neighbour[] alike) {
        double all = training.size();
        double[] votes =
                Arrays.stream(frequency).map(count -> 1e-6 * count / all).toArray();
        for (Nearest.Neighbour neighbour : alike) {
            votes[training.recorded(neighbour.row())] += Math.max(0, neighbour.similarity());
        }
        return votes;
    }

    /** NaN where the model gave none, which is not the same as a risk of 0. */
    private double[][] risks(Rows rows) {
        int[] every = IntStream.range(0, rows.size()).toArray();
        double[][] risks = new double[rows.size()][questions.outcomes().size()];
        Arrays.stream(risks).forEach(row -> Arrays.fill(row, Double.NaN));
        for (int o = 0; o < questions.outcomes().size(); o++) {
            double[] column = rows.answers()
                    .at(questions.outcomes().get(o).id(), HORIZON_DAYS, every)
                    .getOrDefault(TaskData.MODEL, new double[0]);
            for (int i = 0; i < column.length; i++) {
                risks[i][o] = column[i];
            }
        }
        return risks;
    }

    /** Place of the recorded one among those not known already, 1 the first, and the middle of those that tie; 0 without a score. */
    private static int place(double[] scores, int recorded, IndexRow row) {
        if (Double.isNaN(scores[recorded])) {
            return 0;
        }
        int ahead = 0;
        int level = 0;
        for (int o = 0; o < scores.length; o++) {
            if (o != recorded && !row.prevalent(o)) {
                ahead += scores[o] > scores[recorded] ? 1 : 0;
                level += scores[o] == scores[recorded] ? 1 : 0;
            }
        }
        return 1 + ahead + (level + 1) / 2;
    }
}
