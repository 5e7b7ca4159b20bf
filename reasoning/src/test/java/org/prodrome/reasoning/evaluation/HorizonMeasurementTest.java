package org.prodrome.reasoning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.Verdict.Kind;
import org.prodrome.reasoning.statistics.PatientDraws;

class HorizonMeasurementTest {

    private static final int ROWS = 4000;
    private static final long[] PATIENTS = LongStream.range(0, ROWS).toArray();
    private static final HorizonMeasurement MEASUREMENT =
            new HorizonMeasurement(new PatientDraws(PATIENTS, 200, 3), Protocol.load());

    /** The first come, the others don't; everybody is told the same risk. */
    private static HorizonRows rows(int horizon, int come, double risk) {
        boolean[] events = new boolean[ROWS];
        Arrays.fill(events, 0, come, true);
        double[] ones = new double[ROWS];
        Arrays.fill(ones, 1);
        double[] risks = new double[ROWS];
        Arrays.fill(risks, risk);
        return new HorizonRows("gout", "gout", horizon, PATIENTS, events, ones, risks);
    }

    @Test
    void findsRisksThatAreRightAndRisksThatAreHalfOfWhatComes() {
        HorizonResult right = MEASUREMENT.of(rows(90, 400, 0.1));
        assertThat(right.observedOverExpected().value()).isCloseTo(1, within(1e-9));
        assertThat(right.observedOverExpected().interval().covers(1)).isTrue();
        assertThat(right.auroc().value()).isCloseTo(0.5, within(1e-9));
        HorizonResult half = MEASUREMENT.of(rows(90, 400, 0.05));
        assertThat(half.observedOverExpected().value()).isCloseTo(2, within(1e-9));
        assertThat(half.observedOverExpected().interval().covers(1)).isFalse();
        assertThat(half.eventPatients()).isEqualTo(400);
    }

    @Test
    void weighsRows() {
        HorizonRows rows = rows(90, 400, 0.1);
        Arrays.fill(rows.weights(), 0, 400, 2);
        HorizonResult result = MEASUREMENT.of(rows);
        assertThat(result.observed()).isCloseTo(800.0 / 4400, within(1e-9));
        assertThat(result.observedOverExpected().value()).isCloseTo(10 * 800.0 / 4400, within(1e-9));
    }

    /** Half are told 10%, log-odds -ln 9; the others 50%, log-odds 0, and half of those get it. */
    private static HorizonRows twoRisks(int comeOfTheLow) {
        HorizonRows rows = rows(90, comeOfTheLow, 0.1);
        Arrays.fill(rows.probabilities(), 2000, ROWS, 0.5);
        Arrays.fill(rows.events(), 2000, 3000, true);
        return rows;
    }

    @Test
    void findsTheSlopeOfRisksThatAreTooExtreme() {
        Figure right = MEASUREMENT.of(twoRisks(200)).calibrationSlope();
        assertThat(right.value()).isCloseTo(1, within(1e-9));
        assertThat(right.interval().covers(1)).isTrue();
        Figure extreme = MEASUREMENT.of(twoRisks(400)).calibrationSlope();
        assertThat(extreme.value()).as("odds of 1 to 4 came").isCloseTo(Math.log(4) / Math.log(9), within(1e-9));
        assertThat(extreme.interval().covers(Math.log(4) / Math.log(9))).isTrue();
        assertThat(extreme.interval().covers(1)).isFalse();
        assertThat(MEASUREMENT.of(rows(90, 400, 0.1)).calibrationSlope().missing())
                .as("one risk has no slope")
                .isEqualTo("no line can be fitted");
    }

    @Test
    void weighsRowsInTheSlope() {
        HorizonRows rows = twoRisks(200);
        Arrays.fill(rows.weights(), 0, 200, 2);
        assertThat(MEASUREMENT.of(rows).calibrationSlope().value())
                .as("odds of 400 to 1800")
                .isCloseTo(Math.log(1800.0 / 400) / Math.log(9), within(1e-9));
    }

    /** Of 400 who get it 40 are called unlikely and 100 likely; of 3,600 who don't 180 likely and 1,800 unlikely. */
    private static HorizonRows withVerdicts() {
        Kind[] verdicts = new Kind[ROWS];
        Arrays.fill(verdicts, Kind.UNDETERMINED);
        Arrays.fill(verdicts, 0, 40, Kind.UNLIKELY);
        Arrays.fill(verdicts, 40, 140, Kind.LIKELY);
        Arrays.fill(verdicts, 400, 580, Kind.LIKELY);
        Arrays.fill(verdicts, 580, 2380, Kind.UNLIKELY);
        HorizonRows rows = rows(90, 400, 0.1);
        return new HorizonRows(
                rows.outcome(),
                rows.name(),
                rows.horizonDays(),
                rows.patients(),
                rows.events(),
                rows.weights(),
                rows.probabilities(),
                verdicts);
    }

    @Test
    void countsWhomAVerdictContradicted() {
        ConformalCoverage coverage = MEASUREMENT.of(withVerdicts()).conformal();
        assertThat(coverage.eventsCovered().value()).isCloseTo(360.0 / 400, within(1e-9));
        assertThat(coverage.othersCovered().value()).isCloseTo(3420.0 / 3600, within(1e-9));
        assertThat(coverage.undetermined().value()).isCloseTo((260.0 + 1620) / 4000, within(1e-9));
        assertThat(coverage.calledHigh().value()).isCloseTo((100.0 + 180) / 4000, within(1e-9));
        assertThat(coverage.calledLow().value()).isCloseTo((40.0 + 1800) / 4000, within(1e-9));
        assertThat(coverage.eventsCovered().interval().low()).isBetween(0.85, 0.899);
        assertThat(coverage.eventsCovered().interval().high()).isBetween(0.901, 0.95);
    }

    @Test
    void weighsRowsInTheCoverage() {
        HorizonRows rows = withVerdicts();
        Arrays.fill(rows.weights(), 0, 40, 2);
        Arrays.fill(rows.weights(), 400, 580, 3);
        ConformalCoverage coverage = MEASUREMENT.of(rows).conformal();
        assertThat(coverage.eventsCovered().value()).isCloseTo(360.0 / 440, within(1e-9));
        assertThat(coverage.othersCovered().value()).isCloseTo(3420.0 / 3960, within(1e-9));
        assertThat(coverage.undetermined().value()).isCloseTo(1880.0 / 4400, within(1e-9));
    }

    @Test
    void measuresNoCoverageWhereNoVerdictIsGivenOrTheRowIsHeldBack() {
        assertThat(MEASUREMENT.of(rows(90, 400, 0.1)).conformal())
                .isEqualTo(ConformalCoverage.none("no verdict but undetermined"));
        ShownCounts shown = new ShownCounts(Protocol.load());
        shown.add("gout", 396);
        assertThat(MEASUREMENT.of(List.of(withVerdicts()), List.of(), shown))
                .singleElement()
                .satisfies(held -> {
                    assertThat(held.wasHeldBack()).isTrue();
                    assertThat(held.conformal().eventsCovered().known()).isFalse();
                    assertThat(held.calibrationSlope().known()).isFalse();
                });
    }

    @Test
    void namesWhatIsNotEvaluatedAndHoldsItsCountsBack() {
        HorizonResult few = MEASUREMENT.of(rows(90, 4, 0.1));
        assertThat(few.missing()).contains("fewer than 10 patients");
        assertThat(few.rows()).isNull();
        assertThat(few.wasHeldBack()).isFalse();
        HorizonRows nobody =
                new HorizonRows("gout", "gout", 3650, new long[0], new boolean[0], new double[0], new double[0]);
        assertThat(MEASUREMENT.of(nobody).missing()).contains("observed so long");
    }

    @Test
    void holdsBackAHorizonThatTellsOfFewBesideAShorterOne() {
        assertThat(MEASUREMENT.of(
                        List.of(rows(90, 40, 0.1), rows(180, 44, 0.1), rows(365, 90, 0.1)),
                        List.of(),
                        new ShownCounts(Protocol.load())))
                .extracting(HorizonResult::events)
                .containsExactly(40, null, 90);
    }

    @Test
    void holdsBackAHorizonThatTellsOfFewBesideATask() {
        ShownCounts shown = new ShownCounts(Protocol.load());
        shown.add("gout", 90);
        shown.add("asthma", 42);
        assertThat(MEASUREMENT.of(List.of(rows(90, 40, 0.1), rows(180, 84, 0.1), rows(365, 90, 0.1)), List.of(), shown))
                .extracting(HorizonResult::events)
                .containsExactly(40, null, 90);
    }

    @Test
    void countsAPatientOnceWhoHasManyRows() {
        HorizonRows rows = rows(90, 12, 0.1);
        long[] patients = PATIENTS.clone();
        Arrays.fill(patients, 0, 12, 0);
        assertThat(MEASUREMENT
                        .of(new HorizonRows(
                                "gout", "gout", 90, patients, rows.events(), rows.weights(), rows.probabilities()))
                        .missing())
                .contains("fewer than 10 patients");
    }

    @Test
    void holdsThePackagesSetsAgainstTheLevelTheyAreMadeFor() throws IOException {
        JsonNode calibration = new ObjectMapper()
                .readTree(Path.of("models/default/calibration.json").toFile());
        List<JsonNode> alphas = calibration.findValues("alpha");
        assertThat(alphas).isNotEmpty();
        assertThat(alphas)
                .allSatisfy(alpha -> assertThat(1 - alpha.asDouble())
                        .isCloseTo(Protocol.load().conformalLevel(), within(1e-12)));
    }
}
