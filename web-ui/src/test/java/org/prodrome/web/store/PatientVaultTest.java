package org.prodrome.web.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.web.TestStore;
import org.springframework.jdbc.core.simple.JdbcClient;

class PatientVaultTest {
    private static final byte[] TEXT = "haemoglobin 11.2".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private DataSource source;
    private JdbcClient jdbc;
    private PatientVault vault;
    private Pseudonym patient;

    @BeforeEach
    void open() {
        source = TestStore.fresh();
        jdbc = TestStore.client(source);
        vault = TestVaults.of(source, MasterKey.readOrCreate(TestStore.keyFile(folder)));
        patient = vault.patient("https://ehr.example/fhir", new PatientId("p1"));
    }

    @Test
    void opensWhatItSealed() {
        byte[] envelope = vault.seal(patient, "card", TEXT);

        assertThat(new String(envelope, StandardCharsets.ISO_8859_1)).doesNotContain("haemoglobin");
        assertThat(vault.open(patient, "card", envelope)).isEqualTo(TEXT);
    }

    @Test
    void refusesAnEnvelopePutInPlaceOfAnother() {
        byte[] envelope = vault.seal(patient, "card", TEXT);

        assertThatThrownBy(() -> vault.open(patient, "decision", envelope)).isInstanceOf(StoreException.class);
    }

    @Test
    void refusesAnEnvelopeWithOneChangedByte() {
        byte[] envelope = vault.seal(patient, "card", TEXT);
        envelope[envelope.length - 1] ^= 1;

        assertThatThrownBy(() -> vault.open(patient, "card", envelope)).isInstanceOf(StoreException.class);
    }

    @Test
    void anotherPatientsKeyOpensNothing() {
        byte[] envelope = vault.seal(patient, "card", TEXT);
        Pseudonym other = vault.patient("https://ehr.example/fhir", new PatientId("p2"));
        vault.seal(other, "card", TEXT);

        assertThatThrownBy(() -> vault.open(other, "card", envelope)).isInstanceOf(StoreException.class);
    }

    @Test
    void deletingTheKeyErasesThePatient() {
        byte[] envelope = vault.seal(patient, "card", TEXT);
        jdbc.sql("DELETE FROM patient_key").update();
        PatientVault afterRestart = TestVaults.of(source, MasterKey.readOrCreate(TestStore.keyFile(folder)));

        assertThatThrownBy(() -> afterRestart.open(patient, "card", envelope))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("erased");
    }

    @Test
    void theSamePatientIdAtTwoIssuersIsTwoPatients() {
        assertThat(vault.patient("https://other.example/fhir", new PatientId("p1")))
                .isNotEqualTo(patient);
    }

    @Test
    void keepsTheSamePseudonymsAfterARestart() {
        PatientVault afterRestart = TestVaults.of(source, MasterKey.readOrCreate(TestStore.keyFile(folder)));

        assertThat(afterRestart.patient("https://ehr.example/fhir", new PatientId("p1")))
                .isEqualTo(patient);
    }

    @Test
    void refusesAMasterKeyThatOthersMayRead() throws Exception {
        Path file = TestStore.keyFile(folder);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> MasterKey.readOrCreate(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("only its owner");
    }
}
