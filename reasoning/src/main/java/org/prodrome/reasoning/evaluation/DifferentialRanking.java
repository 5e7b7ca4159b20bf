package org.prodrome.reasoning.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        int[] model = new int[heldOut.size()];
        int[] frequent = new int[heldOut.size()];
        int[] near = new int[heldOut.size()];
        double[][] risks = risks(heldOut.rows());
        for (int i = 0; i < heldOut.size(); i++) {
            IndexRow row = heldOut.rows().all().get(i);
            int recorded = heldOut.recorded(i);
            double[] votes = votes(alike.get(i));
            model[i] = Double.isNaN(risks[i][recorded]) ? 0 : place(risks[i], recorded, row);
            frequent[i] = frequency[recorded] > 0 ? place(frequency, recorded, row) : 0;
            near[i] = votes[recorded] > 0 ? place(votes, recorded, row) : 0;
        }
        Map<String, int[]> ranks = new LinkedHashMap<>();
        ranks.put(TaskData.MODEL, model);
        ranks.put(DifferentialRows.FREQUENCY, frequent);
        ranks.put(DifferentialRows.NEIGHBOURS, near);
        return new DifferentialRows(
                questions.outcomes().size(),
                heldOut.rows().all().stream()
                        .mapToLong(row -> row.life().patient())
                        .toArray(),
                ranks);
    }

    /** Similar patients vote by how similar they are; frequency breaks ties. */
    private double[] votes(Nearest.Neighbour[] alike) {
        double all = Arrays.stream(frequency).sum();
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

    /** Place of the recorded one among those not known already, 1 the first. */
    private static int place(double[] scores, int recorded, IndexRow row) {
        return 1
                + (int) IntStream.range(0, scores.length)
                        .filter(o -> o != recorded && !row.prevalent(o))
                        .filter(o -> scores[o] > scores[recorded])
                        .count();
    }
}
