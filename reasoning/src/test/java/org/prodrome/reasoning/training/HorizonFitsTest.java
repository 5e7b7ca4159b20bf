package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.Calibration;
import org.prodrome.reasoning.model.Calibration.Platt;
import org.prodrome.reasoning.model.ModelFiles.CalibrationRow;
import org.prodrome.reasoning.training.HorizonFits.Decided;
import org.prodrome.reasoning.training.RecalibrationRecord.Done;

/** A short horizon that too few patients got does not hold up a longer one that was refitted. */
class HorizonFitsTest {
    private static final double[] RAW = {0.02, 0.05, 0.1};
    private static final int MANY = LocalRecalibration.FEWEST;

    private final HorizonFits fits = new HorizonFits(List.of(30, 365, 1095), List.of(RAW, RAW));

    @Test
    void aShortHorizonMovesAsTheNextLongerRefittedOneDid() {
        SortedMap<Integer, Decided> decided =
                fits.decide(List.of(row(30, 2, 0), row(365, MANY, -1), row(1095, MANY, -2)), untouched(), true);

        assertThat(decided.values())
                .extracting(Decided::done)
                .containsExactly(Done.MOVED, Done.REFITTED, Done.REFITTED);
        assertThat(shown(decided, 30)).isCloseTo(moved(0.02, -1), within(1e-9));
        assertThat(shown(decided, 1095)).isCloseTo(Math.max(moved(0.1, -2), moved(0.05, -1)), within(1e-9));
    }

    @Test
    void withoutALongerRefittedHorizonItStaysAsItWas() {
        SortedMap<Integer, Decided> decided =
                fits.decide(List.of(row(30, MANY, -1), row(365, 2, 0), row(1095, 3, 0)), untouched(), true);

        assertThat(decided.values()).extracting(Decided::done).containsExactly(Done.REFITTED, Done.KEPT, Done.KEPT);
        assertThat(shown(decided, 1095)).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void anOutcomeThatWasNeverCalibratedIsFittedAtEveryHorizonOrNone() {
        List<CalibrationRow> fresh = List.of(row(30, 2, -1), row(365, MANY, -1));

        assertThat(fits.decide(fresh, Map.of(), true).values())
                .extracting(Decided::done)
                .containsOnly(Done.REFITTED);
        assertThat(fits.decide(fresh, Map.of(), false).values())
                .extracting(Decided::row)
                .containsOnlyNulls();
    }

    private double shown(SortedMap<Integer, Decided> decided, int horizon) {
        return fits.shown(decided, Decided::row, horizon, RAW);
    }

    private static double moved(double p, double logOdds) {
        return 1 / (1 + Math.exp(-(Calibration.logit(p) + logOdds)));
    }

    private static Map<Integer, CalibrationRow> untouched() {
        return Map.of(30, row(30, 5, 0), 365, row(365, 5, 0), 1095, row(1095, 5, 0));
    }

    private static CalibrationRow row(int horizon, int events, double intercept) {
        return new CalibrationRow("gout", horizon, 100, events, new Platt(1, intercept), List.of(), null);
    }
}
