package org.prodrome.fhir.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.prodrome.fhir.FhirTexts.creatinine;
import static org.prodrome.fhir.FhirTexts.patient;
import static org.prodrome.fhir.mapping.TestMapping.map;
import static org.prodrome.fhir.mapping.TestMapping.resource;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.fhir.resources.ParsedResources;

/** The invented patient was born on 6 May 1950; the records are read on 1 June 2026. */
class TimesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0026-05-01",
                "0026",
                "1926-05-01",
                "1926-05-01T10:00:00Z",
                "2062-05-01",
                "2062",
                "2026-06-03",
                "2126-05-01T10:00:00Z",
                "1949-04"
            })
    void aTimeThatCannotBeIsNotUsedAndToldAsAGap(String date) {
        PatientRecord record = map(creatinine("o1", date, "1.1"));

        assertThat(record.events())
                .singleElement()
                .extracting(ClinicalEvent::time)
                .isNull();
        assertThat(record.gaps())
                .extracting(Gap::part, Gap::reason, Gap::detail)
                .containsExactly(
                        tuple(
                                "Observation.time",
                                Gap.Reason.UNREADABLE,
                                "1 have a time that cannot be, before the patient's birth or after tomorrow, which is not used"));
    }

    @Test
    void rulesThatReadTheResourcesDoNotSeeThatTimeEither() {
        PatientRecord record = map(creatinine("o1", "2126-05-01", "1.1"));

        Observation seen = (Observation) ParsedResources.open(record.resources()).resources().stream()
                .filter(Observation.class::isInstance)
                .findFirst()
                .orElseThrow();

        assertThat(seen.hasEffectiveDateTimeType()
                        && seen.getEffectiveDateTimeType().hasValue())
                .isFalse();
        assertThat(seen.getValueQuantity().getValue()).isEqualByComparingTo("1.1");
    }

    @Test
    void theResourceAsReadIsNotChanged() {
        var read = (Observation) FhirJson.parse(creatinine("o1", "2126-05-01", "1.1"));

        map(List.of(FhirJson.parse(patient()), read));

        assertThat(read.getEffectiveDateTimeType().getValueAsString()).isEqualTo("2126-05-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-06-02", "2026-06-02T23:00:00+14:00", "2026", "1950", "1949-12-01", "2020-02-29"})
    void aTimeThatCanBeIsUsed(String date) {
        PatientRecord record = map(creatinine("o1", date, "1.1"));

        assertThat(record.events())
                .singleElement()
                .extracting(ClinicalEvent::time)
                .isNotNull();
        assertThat(record.gaps()).isEmpty();
    }

    @Test
    void anExportThatDoesNotSayWhenItWasReadHasNothingAhead() {
        PatientRecord record = RecordMapping.map(
                "export",
                new PatientId("p1"),
                ParsedResources.of(
                        List.of(FhirJson.parse(patient()), FhirJson.parse(creatinine("o1", "2062-05-01", "1.1")))),
                List.of(),
                Instant.EPOCH);

        assertThat(record.events())
                .singleElement()
                .extracting(ClinicalEvent::time)
                .isNotNull();
    }

    @Test
    void whatIsPlannedMayLieAheadButNotForEver() {
        assertThat(map(encounter("planned", "2026-09-01")).gaps()).isEmpty();
        assertThat(map(encounter("planned", "2126-09-01")).gaps())
                .extracting(Gap::part)
                .containsExactly("Encounter.time");
        assertThat(map(encounter("finished", "2026-09-01")).gaps())
                .extracting(Gap::part)
                .containsExactly("Encounter.time");
    }

    @Test
    void theOtherTimeOfTheResourceCountsWhereTheFirstCannotBe() {
        PatientRecord record = map(resource(
                "Condition",
                "c",
                "\"code\":{\"text\":\"x\"},\"onsetDateTime\":\"0026\",\"recordedDate\":\"2020-01-02\""));

        assertThat(time(record).date()).isEqualTo(LocalDate.of(2020, 1, 2));
        assertThat(record.gaps()).hasSize(1);
    }

    @Test
    void aTimeOfDayWithoutAnOffsetCountsAsUtc() {
        assertThat(time(map(creatinine("o1", "2020-01-01T23:30:00", "1.1"))))
                .isEqualTo(new EventTime(
                        LocalDate.of(2020, 1, 1), Instant.parse("2020-01-01T23:30:00Z"), EventTime.Precision.INSTANT));
    }

    @Test
    void theDayIsThatOfTheSourcesOwnOffset() {
        EventTime time = time(map(creatinine("o1", "2020-01-01T00:30:00+09:00", "1.1")));

        assertThat(time.date()).isEqualTo(LocalDate.of(2020, 1, 1));
        assertThat(time.instant()).isEqualTo(Instant.parse("2019-12-31T15:30:00Z"));
    }

    private static EventTime time(PatientRecord record) {
        return Objects.requireNonNull(record.events().getFirst().time());
    }

    private static String encounter(String status, String start) {
        return resource("Encounter", "e", "\"status\":\"" + status + "\",\"period\":{\"start\":\"" + start + "\"}");
    }
}
