package org.prodrome.fhir.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.fhir.record.FhirAdapterException;

class PageTest {
    private static final String RESULT = "{\"resourceType\": \"Observation\", \"id\": \"o1\", \"status\": \"final\"}";

    private static Page bundle(String fields) {
        return Page.parse("{\"resourceType\": \"Bundle\", \"type\": \"searchset\", " + fields + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resourceType\": \"Nothing\"}",
                "{\"id\": \"x\"}",
                "\"text\"",
                "null",
                "[]",
                "{\"resourceType\": \"Observation\", \"valueQuantity\": {\"value\": 1e999999999}}"
            })
    void anEntryThatCannotBeReadDoesNotCostTheOthers(String entry) {
        Page page = bundle("\"entry\": [{\"resource\": " + entry + "}, {\"resource\": " + RESULT + "}]");
        assertThat(page.resources()).extracting(Resource::fhirType).containsExactly("Observation");
        assertThat(page.resources())
                .extracting(r -> r.getIdElement().getIdPart())
                .containsExactly("o1");
        assertThat(page.broken()).isEqualTo(entry.equals("null") ? 0 : 1);
    }

    @Test
    void whatIsNoEntryIsBroken() {
        assertThat(bundle("\"entry\": [7, {\"resource\": " + RESULT + "}]").broken())
                .isEqualTo(1);
    }

    @Test
    void anEntryMayTellOfAResourceWithoutHoldingIt() {
        assertThat(bundle("\"entry\": [{\"response\": {\"status\": \"304\"}}]").broken())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "7", "{} {}", "{\"resourceType\": \"Nothing\"}"})
    void whatIsNoFhirIsUnreadableAndNotQuoted(String json) {
        assertThatThrownBy(() -> Page.parse(json))
                .isInstanceOf(FhirAdapterException.Unreadable.class)
                .hasMessage("resource: expected FHIR R4 JSON, got something else");
    }

    @Test
    void oneResourceIsAPageOfItsOwn() {
        Page page = Page.parse(RESULT);
        assertThat(page.resources()).hasSize(1);
        assertThat(page.unseen()).isZero();
        assertThat(page.next()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"match, 4", "include, 5", "outcome, 5", "unheard-of, 4"})
    void matchesAreCountedAgainstTheTotal(String mode, int unseen) {
        Page page = bundle(
                "\"total\": 5, \"entry\": [{\"search\": {\"mode\": \"" + mode + "\"}, \"resource\": " + RESULT + "}]");
        assertThat(page.unseen()).isEqualTo(unseen);
    }

    @Test
    void aReportOfTheSearchIsNoMatchAndNoResource() {
        Page page = bundle("\"total\": 1, \"entry\": [{\"resource\": {\"resourceType\": \"OperationOutcome\","
                + " \"issue\": [{\"severity\": \"warning\", \"code\": \"invalid\"}]}}, {\"resource\": {\"resourceType\":"
                + " \"OperationOutcome\", \"issue\": [{\"severity\": \"error\", \"code\": \"timeout\"}]}}]");
        assertThat(page.resources()).isEmpty();
        assertThat(page.unseen()).isEqualTo(1);
        assertThat(page.failed()).isTrue();
        assertThat(Objects.requireNonNull(page.outcome())
                        .getIssueFirstRep()
                        .getCode()
                        .toCode())
                .isEqualTo("timeout");
    }

    @Test
    void theNextPageIsTheLinkOfThatName() {
        assertThat(bundle("\"link\": [{\"relation\": \"self\", \"url\": \"http://ehr.example/1\"},"
                                + " {\"relation\": \"next\", \"url\": \"http://ehr.example/2\"}]")
                        .next())
                .isEqualTo("http://ehr.example/2");
    }

    @Test
    void aLabelOnTheBundleCountsForAllItHolds() {
        Page page = bundle(
                "\"meta\": {\"security\": [{\"system\": \"urn:labels\", \"code\": \"R\"}]}, \"entry\": [{\"resource\": "
                        + RESULT + "}]");
        assertThat(page.resources().getFirst().getMeta().getSecurity())
                .extracting(Coding::getSystem, Coding::getCode)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("urn:labels", "R"));
    }

    @Test
    void whatIsReferredToByTheNameOfItsEntryIsFound() {
        Page page = bundle(
                "\"entry\": [{\"fullUrl\": \"urn:uuid:aaaa\", \"resource\": {\"resourceType\": \"Medication\", \"id\": \"m1\"}},"
                        + " {\"resource\": {\"resourceType\": \"MedicationRequest\", \"id\": \"r1\", \"medicationReference\": {\"reference\": \"urn:uuid:aaaa\"}}}]");
        MedicationRequest request = (MedicationRequest) page.resources().get(1);
        assertThat(request.getMedicationReference().getResource()).isInstanceOf(Medication.class);
        assertThat(request.getMedicationReference().getReference()).isEqualTo("urn:uuid:aaaa");
    }

    @Test
    void containedResourcesAndDigitsStayAsTheyAre() {
        Page page = bundle(
                "\"entry\": [{\"resource\": {\"resourceType\": \"MedicationRequest\", \"id\": \"r1\", \"contained\":"
                        + " [{\"resourceType\": \"Medication\", \"id\": \"c\"}], \"medicationReference\": {\"reference\": \"#c\"}}},"
                        + " {\"resource\": {\"resourceType\": \"Observation\", \"id\": \"o2\", \"valueQuantity\": {\"value\": 7.10}}}]");
        MedicationRequest request = (MedicationRequest) page.resources().getFirst();
        assertThat(request.getMedicationReference().getResource()).isInstanceOf(Medication.class);
        Observation result = (Observation) page.resources().get(1);
        assertThat(result.getValueQuantity().getValue()).hasToString("7.10");
    }

    @Test
    void anEntryOfAnOlderServerIsReadByItsOwnRules() {
        Page page = Page.parse(
                "{\"resourceType\": \"Bundle\", \"total\": 2, \"entry\": [{\"resource\": {\"resourceType\": \"Nothing\"}},"
                        + " {\"resource\": {\"resourceType\": \"MedicationStatement\", \"id\": \"s1\", \"status\": \"entered-in-error\", \"taken\": \"y\"}}]}",
                FhirVersion.STU3);
        assertThat(page.broken()).isEqualTo(1);
        assertThat(page.resources())
                .singleElement()
                .extracting(r -> ((org.hl7.fhir.r4.model.MedicationStatement) r)
                        .getStatus()
                        .toCode())
                .isEqualTo("entered-in-error");
    }
}
