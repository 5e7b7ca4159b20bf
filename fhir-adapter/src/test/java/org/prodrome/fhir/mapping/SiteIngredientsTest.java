package org.prodrome.fhir.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.fhir.FhirTexts.bundle;
import static org.prodrome.fhir.FhirTexts.medication;
import static org.prodrome.fhir.FhirTexts.patient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.consent.Purpose;
import org.prodrome.fhir.consent.ReleasePolicy;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.MedicationOrder;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.Page;
import org.prodrome.fhir.resources.ParsedResources;
import org.prodrome.fhir.rxnorm.RxNormRelease;

/** Medications by a site's own RxNorm release (made-up rows), and what cannot be resolved. */
class SiteIngredientsTest {
    @TempDir
    private Path directory;

    private Ingredients site = Ingredients.shipped();

    @BeforeEach
    void release() throws IOException {
        Files.writeString(
                directory.resolve("RXNCONSO.RRF"),
                "900100|ENG||||||A1||||RXNORM|IN|1|newdrug||N||\n900101|ENG||||||A2||||RXNORM|SCD|2|newdrug 5 MG||N||\n");
        Files.writeString(
                directory.resolve("RXNREL.RRF"),
                "900100||CUI|RO|900101||CUI|has_ingredient|1||RXNORM|RXNORM||||4096|\n");
        Files.writeString(directory.resolve("RXNSAT.RRF"), "900101|||A|AUI|2|||NDC|RXNORM|00093104801|N||\n");
        site = Ingredients.with(RxNormRelease.read(directory));
    }

    @Test
    void aProductOnlyTheSitesReleaseKnowsIsResolvedAndTheShippedMapStillCounts() {
        PatientRecord record = map(site, medication("m1", "active", "900101"), medication("m2", "active", "314076"));

        assertThat(ingredients(record)).containsExactlyInAnyOrder("900100", "29046");
        assertThat(record.gaps()).isEmpty();
    }

    @Test
    void anNdcIsResolvedByTheSitesRelease() {
        String byNdc = medication("m1", "active", "0093-1048-01")
                .replace("http://www.nlm.nih.gov/research/umls/rxnorm", "http://hl7.org/fhir/sid/ndc");

        assertThat(ingredients(map(site, byNdc))).containsExactly("900100");
        assertThat(ingredients(map(Ingredients.shipped(), byNdc))).isEmpty();
    }

    @Test
    void whatCannotBeResolvedIsCounted() {
        PatientRecord record = map(
                Ingredients.shipped(),
                medication("m1", "active", "900101"),
                medication("m2", "active", "900102"),
                medication("m3", "active", "314076"));

        assertThat(record.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.part()).isEqualTo("Medication.ingredient");
            assertThat(gap.reason()).isEqualTo(Gap.Reason.UNREADABLE);
            assertThat(gap.detail()).startsWith("2 medications could not be resolved to ingredients");
        });
    }

    @Test
    void aListAndAProductThatDisagreeGiveTheIngredientsOfBoth() {
        String listed = """
            {"resourceType":"MedicationRequest","id":"m1","status":"active","intent":"order",
             "contained":[{"resourceType":"Medication","id":"in",
              "code":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"900101"}]},
              "ingredient":[{"itemCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"29046"}]}}]}],
             "subject":{"reference":"Patient/p1"},"medicationReference":{"reference":"#in"}}""";

        assertThat(ingredients(map(site, listed))).containsExactlyInAnyOrder("900100", "29046");
    }

    private static List<String> ingredients(PatientRecord record) {
        return record.events(MedicationOrder.class)
                .flatMap(order -> order.ingredients().stream())
                .map(Coding::code)
                .toList();
    }

    private static PatientRecord map(Ingredients ingredients, String... orders) {
        String[] all = new String[orders.length + 1];
        all[0] = patient();
        System.arraycopy(orders, 0, all, 1, orders.length);
        return RecordMapping.map(
                new MappingSettings(ReleasePolicy.of(Purpose.TREATMENT), ingredients),
                "http://localhost/fhir",
                new PatientId("p1"),
                ParsedResources.of(Page.parse(bundle(all)).resources()),
                List.of(),
                Instant.parse("2026-11-21T08:00:00Z"));
    }
}
