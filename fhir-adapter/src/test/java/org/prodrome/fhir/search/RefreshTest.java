package org.prodrome.fhir.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.prodrome.fhir.FhirTexts.creatinine;
import static org.prodrome.fhir.search.ScriptedEhr.bundle;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.Measurement;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;

/** Reading again what changed, and reading everything at once. */
class RefreshTest {
    private static final PatientId PATIENT = new PatientId("p1");
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.89Z");
    private static final String FIRST = creatinine("o1", "2020-01-01", "1.1");
    private static final String SECOND = creatinine("o2", "2020-01-02", "1.2");

    private final ScriptedEhr ehr = new ScriptedEhr();
    private final RecordReader reader =
            new RecordReader(FhirHttp.newClient(), ReadLimits.DEFAULT, Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void stop() {
        ehr.close();
    }

    @Test
    void readsOnlyWhatChangedSinceAndPutsItOverTheRest() {
        ehr.on(
                "Observation",
                exchange -> exchange.json(
                        exchange.query().contains("_lastUpdated")
                                ? bundle(null, FIRST.replace("1.1", "9.9"), creatinine("o3", "2026-03-04", "1.3"))
                                : bundle(null, FIRST, SECOND)));
        PatientRecord before = read();

        PatientRecord after = refresh(before);

        assertThat(ehr.asked("Observation").getLast()).contains("&_lastUpdated=ge2026-03-04T04:56:07Z");
        assertThat(after.events(Measurement.class).map(one -> one.source().id()))
                .containsExactlyInAnyOrder("o1", "o2", "o3");
        assertThat(after.events(Measurement.class).map(Object::toString)).anyMatch(text -> text.contains("9.9"));
        assertThat(after.events(Measurement.class).map(Object::toString))
                .noneMatch(text -> text.contains("value=1.1,"));
        assertThat(after.gaps()).isEmpty();
    }

    @Test
    void whatBecameAnErrorMeanwhileIsTakenOut() {
        ehr.on(
                "Observation",
                exchange -> exchange.json(
                        exchange.query().contains("_lastUpdated")
                                ? bundle(null, FIRST.replace("final", "entered-in-error"))
                                : bundle(null, FIRST, SECOND)));

        PatientRecord after = refresh(read());

        assertThat(after.events(Measurement.class)).hasSize(1);
        assertThat(after.exclusions().enteredInError()).isEqualTo(1);
    }

    @Test
    void aServerThatRefusesToSearchByTimeIsReadAsAWholeAndThenADeletionShows() {
        ehr.on("Observation", exchange -> exchange.json(bundle(null, FIRST, SECOND)));
        PatientRecord before = read();
        ehr.on(
                "Observation",
                exchange -> exchange.send(exchange.query().contains("_lastUpdated") ? 400 : 200, bundle(null, SECOND)));

        assertThat(refresh(before)
                        .events(Measurement.class)
                        .map(one -> one.source().id()))
                .containsExactly("o2");
    }

    @Test
    void aTypeThatWasMissingBeforeIsReadAsAWhole() {
        ehr.on("Observation", exchange -> exchange.send(500, ""));
        PatientRecord before = read();
        ehr.on(
                "Observation",
                exchange ->
                        exchange.json(exchange.query().contains("_lastUpdated") ? bundle(null) : bundle(null, FIRST)));

        PatientRecord after = refresh(before);

        assertThat(before.lacks("Observation")).isTrue();
        assertThat(after.events(Measurement.class)).hasSize(1);
        assertThat(after.gaps()).isEmpty();
    }

    @Test
    void changesThatCannotBeReadLeaveWhatWasKnownAndAGap() {
        ehr.on("Observation", exchange -> exchange.json(bundle(null, FIRST)));
        PatientRecord before = read();
        ehr.on("Observation", exchange -> exchange.send(500, ""));

        PatientRecord after = refresh(before);

        assertThat(after.events(Measurement.class)).hasSize(1);
        assertThat(after.gaps()).extracting(Gap::part).containsExactly("Observation");
    }

    @Test
    void aRecordOfAnotherServerIsRefused() {
        PatientRecord before = read();

        assertThatThrownBy(() -> reader.refresh(
                        FhirAccess.open(URI.create("http://localhost:1/fhir")),
                        before,
                        Reading.within(Duration.ofSeconds(1))))
                .isInstanceOf(FhirAdapterException.Refused.class)
                .hasMessageNotContaining("p1");
    }

    @Test
    void everythingAtOnceGivesTheSameRecordAsTypeByType() {
        ehr.offering(RecordReader.types().toArray(String[]::new))
                .on("Observation", exchange -> exchange.json(bundle(null, FIRST, SECOND)))
                .on(
                        "Patient/p1/$everything",
                        exchange -> exchange.json(
                                exchange.query().contains("page=2")
                                        ? bundle(null, SECOND, "{\"resourceType\":\"Claim\",\"id\":\"c1\"}")
                                        : bundle(
                                                "Patient/p1/$everything?page=2",
                                                "{\"resourceType\":\"Patient\",\"id\":\"p1\",\"gender\":\"female\"}",
                                                FIRST)));

        PatientRecord whole = reader.read(ehr.access(), PATIENT, within().by(Reading.Route.EVERYTHING));

        assertThat(ehr.asked("Observation")).isEmpty();
        assertThat(whole.events()).containsExactlyInAnyOrderElementsOf(read().events());
        assertThat(whole.gaps()).isEmpty();
    }

    @Test
    void everythingIsPreferredWhereTypesCannotBeSearched() {
        ehr.offering("Patient", "Observation")
                .on(
                        "Patient/p1/$everything",
                        exchange -> exchange.json(bundle(null, "{\"resourceType\":\"Patient\",\"id\":\"p1\"}", FIRST)));

        PatientRecord record = read();

        assertThat(record.events(Measurement.class)).hasSize(1);
        assertThat(ehr.asked("Observation")).isEmpty();
        assertThat(record.gaps()).extracting(Gap::reason).containsOnly(Gap.Reason.NOT_SUPPORTED);
        assertThat(record.lacks("Observation")).isFalse();
    }

    @Test
    void everythingThatIsRefusedFallsBackToSearches() {
        ehr.offering(RecordReader.types().toArray(String[]::new))
                .on("Patient/p1/$everything", exchange -> exchange.send(403, ""))
                .on("Observation", exchange -> exchange.json(bundle(null, FIRST)));

        PatientRecord record = reader.read(ehr.access(), PATIENT, within().by(Reading.Route.EVERYTHING));

        assertThat(record.events(Measurement.class)).hasSize(1);
        assertThat(record.gaps()).isEmpty();
    }

    @Test
    void everythingCutShortIsAGapOfEveryType() {
        ehr.offering(RecordReader.types().toArray(String[]::new))
                .on("Patient/p1/$everything", exchange -> exchange.json(bundle("https://elsewhere.example/", FIRST)));

        PatientRecord record = reader.read(ehr.access(), PATIENT, within().by(Reading.Route.EVERYTHING));

        assertThat(record.lacks("Observation")).isTrue();
        assertThat(record.lacks("AllergyIntolerance")).isTrue();
        assertThat(List.copyOf(record.events())).hasSize(1);
    }

    private static Reading within() {
        return Reading.within(Duration.ofSeconds(30));
    }

    private PatientRecord read() {
        return reader.read(ehr.access(), PATIENT, within());
    }

    private PatientRecord refresh(PatientRecord before) {
        return reader.refresh(ehr.access(), before, within());
    }
}
