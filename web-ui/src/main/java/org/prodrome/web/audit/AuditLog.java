package org.prodrome.web.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.prodrome.web.store.MasterKey;
import org.prodrome.web.store.PatientVault;
import org.prodrome.web.store.Pseudonym;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Appends to the chain. The head row is locked for the length of the transaction, so the chain has one end. */
@Component
public class AuditLog {
    private static final String LABEL = "audit";

    private final JdbcClient jdbc;
    private final PatientVault vault;
    private final JsonMapper json;
    private final Clock clock;
    private final byte[] key;

    AuditLog(JdbcClient jdbc, PatientVault vault, JsonMapper json, Clock clock, MasterKey master) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.json = json;
        this.clock = clock;
        this.key = AuditVerifier.key(master);
    }

    /**
     * Appends one entry, within the caller's transaction where there is one.
     *
     * @param patient the patient concerned, or null
     * @param actor the user, or null for the system
     * @param facts what happened; sealed under the patient's key, or the site's where no patient is concerned
     */
    @Transactional
    public void append(
            AuditKind kind, @Nullable Pseudonym patient, @Nullable Pseudonym actor, Map<String, String> facts) {
        byte[] plain = json.writeValueAsBytes(new TreeMap<>(facts));
        byte[] sealed = patient == null ? vault.sealForSite(LABEL, plain) : vault.seal(patient, LABEL, plain);
        Head head = jdbc.sql("SELECT seq, hash FROM audit_head WHERE id = 1 FOR UPDATE")
                .query(Head.class)
                .single();
        insert(AuditEntry.next(
                key,
                head.seq() + 1,
                Instant.now(clock).truncatedTo(ChronoUnit.MILLIS),
                kind,
                patient == null ? null : patient.hash(),
                actor == null ? null : actor.hash(),
                sealed,
                head.hash()));
    }

    private void insert(AuditEntry entry) {
        jdbc.sql("INSERT INTO audit_entry (seq, at, kind, pseudonym, actor, ciphertext, previous, hash)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        entry.seq(),
                        entry.at().atOffset(ZoneOffset.UTC),
                        entry.kind(),
                        entry.pseudonym(),
                        entry.actor(),
                        entry.ciphertext(),
                        entry.previous(),
                        entry.hash()))
                .update();
        jdbc.sql("UPDATE audit_head SET seq = ?, hash = ? WHERE id = 1")
                .params(entry.seq(), entry.hash())
                .update();
    }

    /** The end of the chain. */
    record Head(long seq, String hash) {}
}
