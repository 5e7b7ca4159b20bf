package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.search.RecordReader;
import tools.jackson.databind.json.JsonMapper;

class PrefetchTemplatesTest {
    private final PrefetchTemplates templates = new PrefetchTemplates(new JsonMapper());

    @ParameterizedTest
    @EnumSource(CdsServiceKind.class)
    void everyTypeOfARecordIsAskedForOrToldAsMissing(CdsServiceKind kind) {
        var keys = templates.keys(kind);

        assertThat(RecordReader.types())
                .allMatch(type -> keys.typeByKey().containsValue(type)
                        != keys.unasked().stream().map(Gap::part).anyMatch(type::equals));
    }

    @ParameterizedTest
    @EnumSource(names = {"ORDER_SELECT", "ORDER_SIGN"})
    void atOrderEntryWhatTheOrderRulesNeedIsThereAndTheRestOfItIsTold(CdsServiceKind kind) {
        List<Gap> unasked = templates.keys(kind).unasked();

        assertThat(unasked).contains(new Gap("Procedure", Gap.Reason.NOT_SUPPLIED, "not asked for at order entry"));
        assertThat(unasked)
                .extracting(Gap::part)
                .contains("Encounter")
                .doesNotContain("Observation", "Observation.other")
                .doesNotContain("MedicationRequest", "MedicationRequest.other", "MedicationStatement")
                .doesNotContain("AllergyIntolerance", "Condition", "Patient");
    }

    @Test
    void anOpenedChartComesWithItsOrdersAndReportedMedications() {
        assertThat(templates.keys(CdsServiceKind.PATIENT_VIEW).typeByKey().values())
                .contains("ServiceRequest", "MedicationStatement");
    }

    @ParameterizedTest
    @EnumSource
    void theEncounterAndTheUserAreAskedForWhereTheHookNamesThem(CdsServiceKind kind) {
        var asked = templates.of(kind);

        assertThat(asked.containsKey("encounter")).isEqualTo(kind.tokens().contains("encounterId"));
        assertThat(asked.containsKey("user")).isEqualTo(kind.tokens().contains("userId"));
    }

    @Test
    void theUserIsNoPartOfTheRecordWhateverASiteAsksForThem() {
        var settings = TestClients.with("prefetch.order-sign.user", "Patient/{{context.userId}}");

        assertThat(templates
                        .keys(
                                CdsServiceKind.ORDER_SIGN,
                                settings.issuers().getFirst().cdsClient())
                        .typeByKey())
                .doesNotContainKey("user");
    }
}
