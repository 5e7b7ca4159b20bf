package org.prodrome.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.mapping.RecordMapping;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.Page;
import org.prodrome.fhir.resources.ParsedResources;
import org.prodrome.web.TestStore;
import org.prodrome.web.store.MasterKey;
import org.prodrome.web.store.PatientVault;
import org.prodrome.web.store.TestVaults;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class RefusedResourcesTest {
    private static final String ISSUER = "https://ehr.example.org/fhir";
    private static final PatientId PATIENT = new PatientId("p1");

    @TempDir
    Path folder;

    @Test
    void resourcesAboutAnotherPatientOrNobodyAreOnRecordByIssuerTypeAndNumber() {
        DataSource source = TestStore.fresh();
        JdbcClient jdbc = TestStore.client(source);
        MasterKey master = MasterKey.readOrCreate(TestStore.keyFile(folder));
        PatientVault vault = TestVaults.of(source, master);
        var refused = TestAudit.refused(jdbc, vault, master);

        new TransactionTemplate(new JdbcTransactionManager(source))
                .executeWithoutResult(status -> refused.audit(record(), "https://ehr.example.org/fhir/Practitioner/d"));

        assertThat(jdbc.sql("SELECT kind FROM audit_entry ORDER BY seq")
                        .query(String.class)
                        .list())
                .containsExactly("RESOURCES_REFUSED", "RESOURCES_REFUSED", "RESOURCES_REFUSED");
        List<String> facts =
                jdbc.sql("SELECT ciphertext FROM audit_entry ORDER BY seq").query(byte[].class).list().stream()
                        .map(envelope -> new String(
                                vault.open(vault.patient(ISSUER, PATIENT), "audit", envelope), StandardCharsets.UTF_8))
                        .toList();
        assertThat(facts.getFirst()).contains(ISSUER, "Condition", "2 were about another patient");
        assertThat(facts).anyMatch(fact -> fact.contains("Procedure") && fact.contains("1 did not say whose they are"));
        assertThat(facts).noneMatch(fact -> fact.contains("p2"));
        assertThat(new AuditVerifier(jdbc, master).verify()).isEqualTo(new AuditVerifier.Verdict.Intact(3));
    }

    private static PatientRecord record() {
        String stranger =
                "{\"resource\":{\"resourceType\":\"%s\",\"id\":\"%s\",\"subject\":{\"reference\":\"Patient/p2\"}}}";
        String bundle = "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":["
                + stranger.formatted("Condition", "a") + ","
                + stranger.formatted("Condition", "b") + ","
                + stranger.formatted("Observation", "c")
                + ",{\"resource\":{\"resourceType\":\"Procedure\",\"id\":\"d\"}}]}";
        return RecordMapping.map(
                ISSUER,
                PATIENT,
                ParsedResources.of(Page.parse(bundle).resources()),
                List.of(),
                Instant.parse("2026-11-21T08:00:00Z"));
    }
}
