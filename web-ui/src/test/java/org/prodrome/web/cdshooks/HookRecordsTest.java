package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.web.config.ProdromeSettings;
import org.springframework.jdbc.core.simple.JdbcClient;

class HookRecordsTest {
    private static final String PERSON = "{\"resourceType\":\"Patient\",\"id\":\"%s\"}";
    private static final String STRANGE_CONDITION =
            "{\"resourceType\":\"Condition\",\"id\":\"c\",\"subject\":{\"reference\":\"Patient/p2\"}}";

    @TempDir
    Path folder;

    private List<String> audited = List.of();

    @Test
    void aHookThatBringsAnotherPatientIsRefusedAndOnRecord() {
        HookRequest request = request(Map.of("patient", PERSON.formatted("p2"), "conditions", STRANGE_CONDITION));

        assertThatThrownBy(() -> read(request))
                .isInstanceOfSatisfying(
                        FieldProblem.class,
                        problem -> assertThat(problem.status()).isEqualTo(412));
        assertThat(audited).containsExactly("RESOURCES_REFUSED", "RESOURCES_REFUSED");
    }

    @Test
    void whatIsRefusedBesideThePatientIsOnRecordAndTheRestIsRead() {
        read(request(Map.of("patient", PERSON.formatted("p1"), "conditions", STRANGE_CONDITION)));

        assertThat(audited).containsExactly("RESOURCES_REFUSED");
    }

    @Test
    void aRecordOfWhichNothingWasRefusedLeavesNoEntry() {
        read(request(Map.of("patient", PERSON.formatted("p1"))));

        assertThat(audited).isEmpty();
    }

    @Test
    void theUserIsNoPartOfTheRecordEvenWhereTheyArePatients() {
        String stranger = "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":" + STRANGE_CONDITION + "}]}";
        for (String user : List.of(PERSON.formatted("p2"), stranger)) {
            read(request(Map.of("patient", PERSON.formatted("p1"), "user", user)));

            assertThat(audited).isEmpty();
        }
        assertThatThrownBy(() -> read(request(Map.of("user", PERSON.formatted("p1")))))
                .isInstanceOf(FieldProblem.class);
    }

    private void read(HookRequest request) {
        try (TestHooks hooks = new TestHooks(folder).start()) {
            ProdromeSettings settings = hooks.part(ProdromeSettings.class);
            JdbcClient jdbc = hooks.part(JdbcClient.class);
            try {
                hooks.part(HookRecords.class)
                        .read(CdsServiceKind.ORDER_SIGN, settings.issuers().getFirst(), request, hooks.turn());
            } finally {
                hooks.close(); // what ends keeps what waits first
                audited = jdbc.sql("SELECT kind FROM audit_entry WHERE kind = 'RESOURCES_REFUSED' ORDER BY seq")
                        .query((row, rowNumber) -> row.getString("kind"))
                        .list();
            }
        }
    }

    private static HookRequest request(Map<String, String> prefetch) {
        return new HookRequest(
                "order-sign",
                UUID.randomUUID(),
                null,
                null,
                "https://ehr.example.org/fhir/Practitioner/d",
                new PatientId("p1"),
                null,
                null,
                List.of(),
                prefetch);
    }
}
