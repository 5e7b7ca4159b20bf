package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.search.RecordReader;
import org.prodrome.web.TestStore;
import org.prodrome.web.audit.TestAudit;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.store.MasterKey;
import org.prodrome.web.store.TestVaults;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

class HookRecordsTest {
    private static final String PERSON = "{\"resourceType\":\"Patient\",\"id\":\"%s\"}";
    private static final String STRANGE_CONDITION =
            "{\"resourceType\":\"Condition\",\"id\":\"c\",\"subject\":{\"reference\":\"Patient/p2\"}}";

    private final DataSource source = TestStore.fresh();
    private final JdbcClient jdbc = TestStore.client(source);

    @TempDir
    Path folder;

    @Test
    void aHookThatBringsAnotherPatientIsRefusedAndOnRecord() {
        HookRequest request = request(Map.of("patient", PERSON.formatted("p2"), "conditions", STRANGE_CONDITION));

        assertThatThrownBy(() -> read(request))
                .isInstanceOfSatisfying(
                        FieldProblem.class,
                        problem -> assertThat(problem.status()).isEqualTo(412));
        assertThat(audited()).containsExactly("RESOURCES_REFUSED", "RESOURCES_REFUSED");
    }

    @Test
    void whatIsRefusedBesideThePatientIsOnRecordAndTheRestIsRead() {
        read(request(Map.of("patient", PERSON.formatted("p1"), "conditions", STRANGE_CONDITION)));

        assertThat(audited()).containsExactly("RESOURCES_REFUSED");
    }

    @Test
    void aRecordOfWhichNothingWasRefusedLeavesNoEntry() {
        read(request(Map.of("patient", PERSON.formatted("p1"))));

        assertThat(audited()).isEmpty();
    }

    private void read(HookRequest request) {
        MasterKey master = MasterKey.readOrCreate(TestStore.keyFile(folder));
        ProdromeSettings settings = settings();
        new HookRecords(
                        RecordReader.create(),
                        new PrefetchTemplates(new JsonMapper()),
                        TestAudit.refused(jdbc, TestVaults.of(source, master), master),
                        settings,
                        TestStore.clock())
                .read(CdsServiceKind.ORDER_SIGN, settings.issuers().getFirst(), request);
    }

    private List<@Nullable String> audited() {
        return jdbc.sql("SELECT kind FROM audit_entry ORDER BY seq")
                .query(String.class)
                .list();
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

    private ProdromeSettings settings() {
        String issuer = "prodrome.issuers[0].";
        Map<String, Object> written = Map.of(
                "prodrome.base-url",
                "http://127.0.0.1:8080",
                "prodrome.data-dir",
                folder.toString(),
                "prodrome.model-dir",
                folder.toString(),
                "prodrome.trusted-keys-dir",
                folder.toString(),
                issuer + "issuer",
                "https://ehr.example.org/fhir",
                issuer + "name",
                "EHR",
                issuer + "client-id",
                "prodrome",
                issuer + "scopes",
                "launch",
                issuer + "frame-origin",
                "https://ehr.example.org");
        return new Binder(new MapConfigurationPropertySource(written))
                .bind("prodrome", ProdromeSettings.class)
                .get();
    }
}
