package org.prodrome.web.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Optional;
import org.prodrome.fhir.record.PatientId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals and opens what is kept about a patient. Each patient has a key of their own, wrapped under the master key:
 * deleting that row erases the patient. Thread-safe.
 */
@Component
public final class PatientVault {
    private static final int KEY_BYTES = 32;
    private static final String WRAP = "patient-key";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate ownTransaction;
    private final byte[] pseudonymKey;
    private final byte[] wrappingKey;
    private final byte[] siteKey;
    private final SecureRandom random = new SecureRandom();
    private final Cache<Pseudonym, byte[]> keys = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(5))
            .build();

    PatientVault(JdbcClient jdbc, Clock clock, MasterKey master, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.pseudonymKey = master.derive("pseudonym");
        this.wrappingKey = master.derive("wrap");
        this.siteKey = master.derive("site-envelope");
    }

    /** The patient's pseudonym at this issuer. */
    public Pseudonym patient(String issuer, PatientId patient) {
        return pseudonym("patient", issuer + "\n" + patient.value());
    }

    /** The user's pseudonym, from the absolute fhirUser. */
    public Pseudonym user(String fhirUser) {
        return pseudonym("user", fhirUser);
    }

    /** A keyed hash of any identifier that must not be stored in the clear, 64 hex digits. */
    public String blind(String purpose, String value) {
        return pseudonym(purpose, value).hash();
    }

    private Pseudonym pseudonym(String purpose, String value) {
        byte[] hash = MasterKey.hmac(pseudonymKey, (purpose + "\n" + value).getBytes(StandardCharsets.UTF_8));
        return new Pseudonym(HexFormat.of().formatHex(hash));
    }

    /** Seals under the patient's key, which is made when there is none. */
    public byte[] seal(Pseudonym patient, String label, byte[] plain) {
        byte[] key = key(patient).orElseGet(() -> create(patient));
        return Envelope.seal(key, label, plain);
    }

    /**
     * Opens what was sealed under the patient's key and the same label.
     *
     * @throws StoreException when the patient was erased, or the envelope was changed
     */
    public byte[] open(Pseudonym patient, String label, byte[] envelope) {
        byte[] key = key(patient)
                .orElseThrow(() -> new StoreException("envelope " + label + ": the patient's key was erased"));
        return Envelope.open(key, label, envelope);
    }

    /** Seals what belongs to no patient: pending launches, audit entries about the site. */
    public byte[] sealForSite(String label, byte[] plain) {
        return Envelope.seal(siteKey, label, plain);
    }

    /** Opens what {@link #sealForSite} sealed. */
    public byte[] openForSite(String label, byte[] envelope) {
        return Envelope.open(siteKey, label, envelope);
    }

    /** Until the caller's transaction ends, nobody else holds the same patient. */
    public void hold(Pseudonym patient) {
        if (key(patient).isEmpty()) {
            create(patient);
        }
        jdbc.sql("SELECT pseudonym FROM patient_key WHERE pseudonym = ? FOR UPDATE")
                .param(patient.hash())
                .query(String.class)
                .optional();
    }

    private Optional<byte[]> key(Pseudonym patient) {
        byte[] known = keys.getIfPresent(patient);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<byte[]> read = jdbc.sql("SELECT wrapped_key FROM patient_key WHERE pseudonym = ?")
                .param(patient.hash())
                .query(byte[].class)
                .optional()
                .map(wrapped -> Envelope.open(wrappingKey, WRAP + patient.hash(), wrapped));
        read.ifPresent(key -> keys.put(patient, key));
        return read;
    }

    /** In a transaction of its own: a key that is used must be there, whatever becomes of the caller's work. */
    private byte[] create(Pseudonym patient) {
        byte[] fresh = new byte[KEY_BYTES];
        random.nextBytes(fresh);
        byte[] wrapped = Envelope.seal(wrappingKey, WRAP + patient.hash(), fresh);
        ownTransaction.executeWithoutResult(status -> jdbc.sql("INSERT INTO patient_key (pseudonym, wrapped_key,"
                        + " created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                .params(patient.hash(), wrapped, OffsetDateTime.now(clock))
                .update());
        return key(patient).orElseThrow();
    }
}
