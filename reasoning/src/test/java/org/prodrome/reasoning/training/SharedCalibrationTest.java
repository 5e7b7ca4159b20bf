package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.Calibration;
import org.prodrome.reasoning.model.Calibration.Isotonic;
import org.prodrome.reasoning.model.Calibration.Platt;
import org.prodrome.reasoning.training.SharedCalibration.Fitted;

class SharedCalibrationTest {

    private static final int COPIES = 40;

    @Test
    void shiftsThatDifferByChanceAloneBecomeOne() {
        List<Fitted> drawn = SharedCalibration.drawnTogether(List.of(
                fitted(1, 0.1, 0.3, 0.2), fitted(1, -0.1, 0.3, 0.2), fitted(1, 0.2, 0.3, 0.2), fitted(1, 0, 0.3, 0.2)));

        assertThat(drawn)
                .allSatisfy(one -> assertThat(((Platt) one.fit()).intercept()).isEqualTo(0.05, within(0.02)));
    }

    @Test
    void shiftsThatDifferBeyondChanceStayApart() {
        List<Fitted> drawn = SharedCalibration.drawnTogether(List.of(
                fitted(1, 2, 0.01, 0.2), fitted(1, -2, 0.01, 0.2), fitted(1, 1, 0.01, 0.2), fitted(1, 0, 0.01, 0.2)));

        assertThat(((Platt) drawn.getFirst().fit()).intercept()).isEqualTo(2, within(0.01));
        assertThat(((Platt) drawn.get(1).fit()).intercept()).isEqualTo(-2, within(0.01));
    }

    @Test
    void slopesAreDrawnTogetherAboutTheirPivot() {
        List<Fitted> drawn = SharedCalibration.drawnTogether(List.of(
                fitted(1.2, 0, 0.2, 0.3),
                fitted(0.8, 0, 0.2, 0.3),
                fitted(1.1, 0, 0.2, 0.3),
                fitted(0.9, 0, 0.2, 0.3)));

        assertThat(drawn)
                .allSatisfy(one -> assertThat(((Platt) one.fit()).slope()).isEqualTo(1, within(0.02)));
        assertThat(drawn.getFirst().fit().apply(0.5)).isEqualTo(0.5, within(0.03));
    }

    @Test
    void intervalsNarrowWithTheFit() {
        List<Fitted> alone = List.of(
                fitted(1, 0.1, 0.3, 0.2), fitted(1, -0.1, 0.3, 0.2), fitted(1, 0.2, 0.3, 0.2), fitted(1, 0, 0.3, 0.2));
        List<Fitted> drawn = SharedCalibration.drawnTogether(alone);

        assertThat(width(drawn.getFirst())).isLessThan(0.6 * width(alone.getFirst()));
    }

    @Test
    void tooFewPatientsOrOutcomesStayAsTheyAre() {
        Fitted few = new Fitted(new Platt(1, 3), List.of(new Platt(1, 3)), Double.NaN, new double[] {Double.NaN});
        List<Fitted> three = List.of(fitted(1, 0.5, 0.3, 0.2), fitted(1, 0, 0.3, 0.2), fitted(1, 1, 0.3, 0.2));

        assertThat(SharedCalibration.drawnTogether(List.of(three.get(0), three.get(1), three.get(2), few)))
                .containsExactly(three.get(0), three.get(1), three.get(2), few);
    }

    @Test
    void anIsotonicFitIsMovedAndKeepsItsShape() {
        Isotonic steps = new Isotonic(List.of(0.1, 0.5), List.of(0.2, 0.6));
        Fitted isotonic = new Fitted(
                steps,
                IntStream.range(0, COPIES).mapToObj(i -> (Calibration) steps).toList(),
                0.6,
                spread(0.6, 0.3));
        List<Fitted> drawn = SharedCalibration.drawnTogether(
                List.of(isotonic, fitted(1, 0, 0.3, 0.2), fitted(1, 0, 0.3, 0.2), fitted(1, 0, 0.3, 0.2)));

        double low = drawn.getFirst().fit().apply(0.1);
        assertThat(low).isLessThan(0.2);
        assertThat(Calibration.logit(drawn.getFirst().fit().apply(0.5)) - Calibration.logit(low))
                .isEqualTo(Calibration.logit(0.6) - Calibration.logit(0.2), within(1e-9));
    }

    /** Platt's, with copies whose shift and slope scatter by so much, each on its own. */
    private static Fitted fitted(double slope, double shift, double shiftError, double slopeError) {
        double[] shifts = spread(shift, shiftError);
        double[] slopes = spread(slope, slopeError);
        List<Calibration> copies = IntStream.range(0, COPIES)
                .mapToObj(i -> (Calibration) new Platt(slopes[(i * 7) % COPIES], shifts[i]))
                .toList();
        return new Fitted(new Platt(slope, shift), copies, shift, shifts);
    }

    private static double[] spread(double middle, double deviation) {
        return IntStream.range(0, COPIES)
                .mapToDouble(i -> middle + deviation * Math.sqrt(3) * (2 * (i + 0.5) / COPIES - 1))
                .toArray();
    }

    private static double width(Fitted fitted) {
        double[] middles = fitted.copies().stream()
                .mapToDouble(copy -> copy.apply(0.2))
                .sorted()
                .toArray();
        return middles[COPIES - 3] - middles[2];
    }
}
