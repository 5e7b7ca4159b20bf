package org.prodrome.reasoning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.evaluation.PersonTime.Stretch;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.statistics.PatientDraws;
import org.prodrome.reasoning.training.Progress;

/**
 * One index date each of 40 women at 50 years of age, 12 of whom get it, of 40 men at 70, 20 of whom do, and of 20 women at 46 whom
 * nobody saw again.
 */
class SubgroupingTest {

    private static final Protocol PROTOCOL = Protocol.load();
    private static final double HIGH = 0.9;
    private static final double LOW = 0.05;

    private static final TaskRows HELD_OUT = new Columns()
            .add(10, "female", 50, true, HIGH, 1)
            .add(2, "female", 50, true, LOW, 1)
            .add(5, "female", 50, false, HIGH, 1)
            .add(23, "female", 50, false, LOW, 1)
            .add(20, "female", 46, false, LOW, 0)
            .add(10, "male", 70, true, HIGH, 1)
            .add(10, "male", 70, true, LOW, 1)
            .add(20, "male", 70, false, LOW, 1)
            .rows();

    /** Of 20 at the high risk all get it, of 80 at the low one nobody: PPV 0.3 is reached from the high risk on alone. */
    private static final TaskRows TUNING = new Columns()
            .add(20, "female", 50, true, HIGH, 1)
            .add(80, "female", 50, false, LOW, 1)
            .rows();

    private static final class Columns {
        private final List<String> sex = new ArrayList<>();
        private final List<Double> years = new ArrayList<>();
        private final List<Boolean> events = new ArrayList<>();
        private final List<Double> risks = new ArrayList<>();
        private final List<Double> weights = new ArrayList<>();

        Columns add(int patients, String who, double age, boolean event, double risk, double weight) {
            for (int i = 0; i < patients; i++) {
                sex.add(who);
                years.add(age);
                events.add(event);
                risks.add(risk);
                weights.add(weight);
            }
            return this;
        }

        TaskRows rows() {
            int size = sex.size();
            boolean[] happened = new boolean[size];
            IntStream.range(0, size).forEach(i -> happened[i] = events.get(i));
            String[] white = new String[size];
            Arrays.fill(white, "White");
            double[] days = new double[size];
            Arrays.fill(days, 300);
            return new TaskRows(
                    IntStream.range(0, size).asLongStream().toArray(),
                    years.stream().mapToDouble(age -> age).toArray(),
                    sex.toArray(String[]::new),
                    white,
                    days,
                    happened,
                    weights.stream().mapToDouble(weight -> weight).toArray(),
                    Map.of(
                            TaskData.MODEL,
                            risks.stream().mapToDouble(risk -> risk).toArray()));
        }
    }

    /** Women of 50 have two years each, those lost eight, from 40 to 48; men have one. */
    private static PersonTime time() {
        List<Stretch> all = new ArrayList<>();
        IntStream.range(0, 40).forEach(i -> all.add(new Stretch("female", "White", 50, 52)));
        IntStream.range(0, 20).forEach(i -> all.add(new Stretch("female", "White", 40, 48)));
        IntStream.range(0, 40).forEach(i -> all.add(new Stretch("male", "White", 70, 71)));
        return new PersonTime(all);
    }

    private static TaskData task(PersonTime time) {
        return new TaskData(
                new Outcome("gout", "gout"), 365, 0, 0, Map.of(), Map.of(), null, 100 / 280.0, time, HELD_OUT, TUNING);
    }

    private static TaskResult measured(PersonTime time) {
        return TaskMeasurement.of(
                        task(time), new PatientDraws(HELD_OUT.patients(), 40, 1), PROTOCOL, new ShownCounts(PROTOCOL))
                .result();
    }

    private static Subgroup group(TaskResult result, String name) {
        return result.subgroups().stream()
                .filter(group -> group.group().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static AlertPoint alerts(Subgroup group) {
        return Objects.requireNonNull(group.atLeadThreshold());
    }

    private static double benefit(Subgroup group, double threshold) {
        return Objects.requireNonNull(group.netBenefit()).stream()
                .filter(point -> point.threshold() == threshold)
                .findFirst()
                .orElseThrow()
                .netBenefit()
                .value();
    }

    @Test
    void givesAGroupsAlertsByItsOwnPersonTime() {
        TaskResult result = measured(time());
        assertAlerts(group(result, "female"), 375, 60 / 240.0);
        assertAlerts(group(result, "male"), 250, 40 / 40.0);
        assertAlerts(group(result, "45 to 64 years"), 375, 60 / 140.0);
        assertAlerts(group(result, "65 to 74 years"), 250, 40 / 40.0);
        assertAlerts(group(result, "White"), 312.5, 100 / 280.0);
        assertThat(alerts(group(result, "female")).alertsPerCase().value()).isCloseTo(1.5, within(1e-12));
    }

    private static void assertAlerts(Subgroup group, double perDates, double datesPerYear) {
        double told = PersonTime.shown(datesPerYear);
        assertThat(group.datesPerPersonYear()).isEqualTo(told);
        AlertPoint alerts = alerts(group);
        assertThat(alerts.per1000IndexDates().value()).isCloseTo(perDates, within(1e-9));
        assertThat(alerts.per1000PersonYears().value()).isCloseTo(perDates * told, within(1e-9));
        assertThat(alerts.per1000PersonYears().interval().low())
                .isCloseTo(alerts.per1000IndexDates().interval().low() * told, within(1e-9));
    }

    @Test
    void saysThatPersonTimeIsNotKnown() {
        Subgroup women = group(measured(PersonTime.unknown()), "female");
        assertThat(women.datesPerPersonYear()).isNaN();
        assertThat(alerts(women).per1000PersonYears().missing()).isEqualTo("person-time is not known");
    }

    @Test
    void givesTheNetBenefitOfAGroup() {
        Subgroup women = group(measured(time()), "female");
        assertThat(women.netBenefit())
                .extracting(BenefitPoint::threshold)
                .containsExactlyElementsOf(PROTOCOL.netBenefitThresholds());
        assertThat(benefit(women, 0.5)).isCloseTo((10 - 5) / 40.0, within(1e-12));
        assertThat(benefit(women, 0.1)).isCloseTo((10 - 5 / 9.0) / 40, within(1e-12));
        assertThat(benefit(women, 0.05)).isCloseTo((12 - 28 / 19.0) / 40, within(1e-12));
        assertThat(benefit(group(measured(time()), "male"), 0.5)).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void holdsBackAllOfASmallGroup() {
        TaskRows few = new Columns()
                .add(40, "female", 50, true, HIGH, 1)
                .add(40, "female", 50, false, LOW, 1)
                .add(9, "male", 50, true, HIGH, 1)
                .add(40, "male", 50, false, LOW, 1)
                .rows();
        TaskData task =
                new TaskData(new Outcome("gout", "gout"), 365, 0, 0, Map.of(), Map.of(), null, 1, time(), few, TUNING);
        TaskResult result = TaskMeasurement.of(
                        task, new PatientDraws(few.patients(), 20, 1), PROTOCOL, new ShownCounts(PROTOCOL))
                .result();
        assertThat(result.missing()).isNull();
        assertThat(result.subgroups())
                .filteredOn(group -> group.dimension().equals("sex"))
                .as("women could be worked out from everybody")
                .containsExactly(Subgroup.heldBack("sex", "female"), Subgroup.heldBack("sex", "male"));
        assertThat(Subgroup.heldBack("sex", "male").netBenefit()).isNull();
        assertThat(Subgroup.heldBack("sex", "male").datesPerPersonYear()).isNull();
    }

    @Test
    void writesAllOfItInJson() throws IOException {
        EvaluationReport report = new Measuring(
                        new EvaluationData(
                                null,
                                true,
                                new EvaluationSettings(List.of(365), 365, 40, 1),
                                List.of(new EvaluationData.Site(
                                        EvaluationData.INTERNAL, 100, 100, 0, List.of(task(time())), null)),
                                null),
                        PROTOCOL,
                        Progress.SILENT)
                .report(null);
        JsonNode women = new ObjectMapper().readTree(ReportFiles.json(report)).at("/internal/tasks/0/subgroups/0");
        assertThat(women.path("group").asText()).isEqualTo("female");
        assertThat(women.path("datesPerPersonYear").asDouble()).isEqualTo(0.25);
        assertThat(women.at("/atLeadThreshold/per1000PersonYears/value").asDouble())
                .isCloseTo(93.75, within(1e-9));
        assertThat(women.path("netBenefit"))
                .hasSize(PROTOCOL.netBenefitThresholds().size());
        assertThat(women.at("/netBenefit/12/threshold").asDouble()).isEqualTo(0.5);
        assertThat(women.at("/netBenefit/12/netBenefit/value").asDouble()).isCloseTo(0.125, within(1e-12));
    }

    @Test
    void showsAllOfItOnThePage() {
        String page = new SubgroupPart(measured(time()), PROTOCOL).html();
        assertThat(page)
                .contains("AUROC in strata of age + sex", "Intercept", "Calibration error", "Share followed by it")
                .contains("Alerts per 1,000 person-years", "Alerts per right one", "Net benefit from 10% on")
                .contains("Net benefit from 50% on")
                .doesNotContain("Net benefit from 7.5% on", "NaN", "null");
        assertThat(row(page, "female", "<td>93.8<span"))
                .as("alerts by person-time, of right ones, net benefit from 10% and 50%, and of acting on all")
                .contains("<td>375.0<span", "<td>1.5<span", "<td>236.1<span", "<td>125.0<span")
                .contains("everybody +222.2", "everybody −400.0");
    }

    /** The row of a group with a cell. */
    private static String row(String page, String group, String cell) {
        return Arrays.stream(page.split("<tr>"))
                .filter(row -> row.startsWith("<td>" + group + "</td>") && row.contains(cell))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row of " + group + " with " + cell));
    }
}
