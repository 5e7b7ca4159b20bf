package org.prodrome.fhir.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.Measurement;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.sandbox.fault.Fault;
import org.prodrome.sandbox.fault.Interruption;
import org.prodrome.sandbox.fault.RecordDefect;

class RecordReaderTest {
    private static final Duration BUDGET = Duration.ofSeconds(60);

    /** One for each test: what one finds of a server that is down is nothing to the next. */
    private final RecordReader reader = RecordReader.create();

    @SuppressWarnings("NullAway.Init")
    private static TestEhr ehr;

    @BeforeAll
    static void start() {
        ehr = new TestEhr();
    }

    @AfterAll
    static void stop() {
        ehr.close();
    }

    @AfterEach
    void heal() {
        ehr.sandbox().faults().clear();
    }

    @Test
    void readsTheWholeRecordOverSeveralPages() {
        var paging = new RecordReader(FhirHttp.newClient(), ReadLimits.DEFAULT.withPageSize(300), Clock.systemUTC());
        PatientRecord record = paging.read(ehr.access("patient/*.rs"), ehr.patient(), BUDGET);

        assertThat(told(record)).isEmpty();
        assertThat(record.resourceCount()).isGreaterThan(1_000);
        int excluded = record.exclusions().total();
        int inStore = RecordReader.types().stream()
                .mapToInt(type ->
                        ehr.sandbox().store().chart(ehr.patient().value(), type).size())
                .sum();
        assertThat(record.resourceCount() + excluded).isGreaterThanOrEqualTo(inStore);
    }

    @Test
    void givesTheSameEventsWhateverThePageSize() {
        var small = new RecordReader(FhirHttp.newClient(), ReadLimits.DEFAULT.withPageSize(97), Clock.systemUTC());

        assertThat(new HashSet<>(small.read(ehr.access("patient/*.rs"), ehr.patient(), BUDGET)
                        .events()))
                .isEqualTo(new HashSet<>(read("patient/*.rs").events()));
    }

    @Test
    void aFailingTypeIsAGapAndTheRestIsStillRead() {
        ehr.sandbox().faults().set(new Fault.ServerError("Condition"));

        PatientRecord record = read("patient/*.rs");

        assertThat(told(record))
                .extracting(Gap::part, Gap::reason)
                .containsExactly(tuple("Condition", Gap.Reason.SERVER_ERROR));
        assertThat(record.events(Measurement.class)).isNotEmpty();
        assertThat(record.gaps().toString()).doesNotContain(ehr.patient().value());
    }

    @Test
    void waitsAsLongAsARateLimitedServerAsks() {
        ehr.sandbox().faults().set(new Fault.RateLimit(2, Duration.ofSeconds(1)));

        assertThat(told(read("patient/*.rs"))).isEmpty();
    }

    @Test
    void aTypeThatIsNotGrantedIsNotAskedFor() {
        PatientRecord record = read("patient/Patient.r patient/Observation.rs");

        assertThat(told(record)).extracting(Gap::reason).containsOnly(Gap.Reason.NO_SCOPE);
        assertThat(record.lacks("AllergyIntolerance")).isTrue();
        assertThat(record.lacks("Observation")).isFalse();
    }

    @Test
    void aScopeForOneCategoryReadsThatCategoryAndSaysSo() {
        PatientRecord record = read(
                "patient/Patient.r patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|vital-signs");

        assertThat(record.lacks("Observation")).isTrue();
        assertThat(record.events(Measurement.class))
                .isNotEmpty()
                .allMatch(measurement -> measurement.category() == Measurement.Category.VITAL_SIGNS);
    }

    @Test
    void aSlowServerEndsInGapsWithinTheBudget() {
        ehr.sandbox().faults().set(new Fault.SlowFhir(Duration.ofSeconds(5)));

        long before = System.nanoTime();
        PatientRecord record = reader.read(ehr.access("patient/*.rs"), ehr.patient(), Duration.ofMillis(400));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
        assertThat(told(record)).extracting(Gap::reason).containsOnly(Gap.Reason.TIMED_OUT);
        assertThat(record.lacks("Patient")).isTrue();
    }

    @Test
    void aServerThatIsDownIsARecordOfGaps() {
        ehr.sandbox().faults().set(new Fault.FhirDown());

        assertThat(reader.read(ehr.access("patient/*.rs"), ehr.patient(), Duration.ofSeconds(3))
                        .gaps())
                .hasSize(RecordReader.types().size());
    }

    @Test
    void nobodyListeningIsARecordOfGaps() {
        PatientRecord record = reader.read(
                FhirAccess.open(URI.create("http://localhost:1/fhir")), new PatientId("p1"), Duration.ofSeconds(3));

        assertThat(record.gaps()).hasSize(RecordReader.types().size());
        assertThat(told(record)).extracting(Gap::reason).containsOnly(Gap.Reason.SERVER_ERROR);
    }

    @Test
    void anExpiredTokenThatCannotBeRenewedIsAGap() {
        FhirAccess access = ehr.access("patient/*.rs");
        ehr.sandbox().faults().set(new Fault.ExpiredTokens());

        PatientRecord record = reader.read(access, ehr.patient(), BUDGET);

        assertThat(told(record)).extracting(Gap::reason).containsOnly(Gap.Reason.NO_SCOPE);
    }

    @Test
    void anEmptyChartIsNoGap() {
        ehr.sandbox().faults().set(new Fault.EmptyChart());

        PatientRecord record = read("patient/*.rs");

        assertThat(told(record)).isEmpty();
        assertThat(record.events()).isEmpty();
    }

    @Test
    void answersThatBreakOffAreAskedForAgain() {
        for (Interruption kind : List.of(Interruption.RESET_MID_BODY, Interruption.UNAVAILABLE)) {
            ehr.sandbox().faults().set(new Fault.Interrupted(kind, 2));

            assertThat(told(read("patient/*.rs"))).as(kind.name()).isEmpty();
        }
    }

    @Test
    void pagesThatLeadBackOrElsewhereEndTheSearchWithWhatCameBefore() {
        var paging = new RecordReader(FhirHttp.newClient(), ReadLimits.DEFAULT.withPageSize(50), Clock.systemUTC());
        for (Fault fault : List.of(
                new Fault.Defective(RecordDefect.NEXT_LINK_LOOP),
                new Fault.NextLinkElsewhere("https://elsewhere.example"))) {
            ehr.sandbox().faults().set(fault);

            PatientRecord record = paging.read(ehr.access("patient/*.rs"), ehr.patient(), BUDGET);

            assertThat(record.lacks("Observation")).as(fault.toString()).isTrue();
            assertThat(told(record)).extracting(Gap::reason).containsOnly(Gap.Reason.TRUNCATED);
            assertThat(record.events(Measurement.class)).isNotEmpty();
        }
    }

    @Test
    void anotherPatientsResourceIsRefusedAndTold() {
        PatientRecord clean = read("patient/*.rs");
        ehr.sandbox().faults().set(new Fault.Defective(RecordDefect.FOREIGN_RESOURCE));

        PatientRecord record = read("patient/*.rs");

        assertThat(new HashSet<>(record.events())).isEqualTo(new HashSet<>(clean.events()));
        assertThat(record.lacks("Observation")).isTrue();
    }

    @Test
    void anOutcomeInPlaceOfAPageIsAGap() {
        ehr.sandbox().faults().set(new Fault.Defective(RecordDefect.OUTCOME_ENTRY));

        PatientRecord record = read("patient/*.rs");

        assertThat(record.gaps().size())
                .isGreaterThanOrEqualTo(RecordReader.types().size() - 2);
        assertThat(told(record)).extracting(Gap::reason).containsOnly(Gap.Reason.SERVER_ERROR);
        assertThat(record.gaps().toString()).contains("timeout").doesNotContain("took too long");
    }

    @Test
    void everythingAtOnceIsTheSameRecord() {
        Reading everything = Reading.within(BUDGET).by(Reading.Route.EVERYTHING);

        PatientRecord atOnce = reader.read(ehr.access("patient/*.rs"), ehr.patient(), everything);

        assertThat(told(atOnce)).isEmpty();
        assertThat(new HashSet<>(atOnce.events()))
                .isEqualTo(new HashSet<>(read("patient/*.rs").events()));
    }

    @Test
    void aRefreshOfAnUnchangedChartIsTheSameRecord() {
        PatientRecord before = read("patient/*.rs");

        PatientRecord after = reader.refresh(ehr.access("patient/*.rs"), before, Reading.within(BUDGET));

        assertThat(new HashSet<>(after.events())).isEqualTo(new HashSet<>(before.events()));
        assertThat(after.gaps()).isEqualTo(before.gaps());
    }

    /** The gaps of reading, besides those of types that this EHR does not have: not what mapping could not resolve. */
    private static List<Gap> told(PatientRecord record) {
        return record.gaps().stream()
                .filter(gap -> gap.reason() != Gap.Reason.NOT_SUPPORTED)
                .filter(gap -> !gap.part().equals("Medication.ingredient"))
                .toList();
    }

    private PatientRecord read(String scopes) {
        return reader.read(ehr.access(scopes), ehr.patient(), BUDGET);
    }
}
