package org.prodrome.reasoning.training;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.prodrome.reasoning.model.Forward;
import org.prodrome.reasoning.model.Forward.Read;
import org.prodrome.reasoning.model.ModelFiles.Limits;
import org.prodrome.reasoning.model.StateDistance;
import org.prodrome.reasoning.token.Tokens;

/** Derives from the training sequences where the model must abstain. */
final class LimitsFit {

    private static final int FEWEST_EVENTS = 5;
    private static final int FEWEST_HISTORY_DAYS = 180;
    private static final double LEAST_SHARE = 0.2;
    private static final double RARE = 0.995;
    private static final double WITHIN = 0.999;
    private static final int MOST_STATES = 8_000;

    private LimitsFit() {}

    /**
     * Twice what all but one in two hundred training sequences have of unknown codes and of unusable values, at least a
     * fifth; the distance that all but one in a thousand keep within.
     */
    static Limits fit(SequenceData data, Forward forward) {
        return new Limits(
                FEWEST_EVENTS,
                FEWEST_HISTORY_DAYS,
                data.outcomes().fromAgeYears(),
                data.vocabulary().clamps().maxAgeYears(),
                twiceTheRare(data, tokens -> tokens.unknown() / (double) tokens.length()),
                twiceTheRare(data, data.vocabulary()::unusableShare),
                distance(data, forward));
    }

    private static double twiceTheRare(SequenceData data, ToDoubleFunction<Tokens> share) {
        double[] shares = data.training().stream()
                .mapToDouble(sequence -> share.applyAsDouble(sequence.tokens()))
                .sorted()
                .toArray();
        double rare = shares[(int) (RARE * (shares.length - 1))];
        return Math.clamp(2 * rare, LEAST_SHARE, 1);
    }

    /** Of sequences at equal steps. */
    private static StateDistance distance(SequenceData data, Forward forward) {
        int all = data.training().size();
        int count = Math.min(all, MOST_STATES);
        List<PatientSequence> chosen = IntStream.range(0, count)
                .mapToObj(i -> data.training().get((int) ((long) i * all / count)))
                .toList();
        List<Tokens> tokens = chosen.stream().map(PatientSequence::tokens).toList();
        List<float[]> states = forward.reads(tokens).stream().map(Read::state).toList();
        long[] patients = chosen.stream().mapToLong(PatientSequence::patient).toArray();
        return StateSpread.fit(states, patients, WITHIN);
    }
}
