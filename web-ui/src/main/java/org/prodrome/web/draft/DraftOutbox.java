package org.prodrome.web.draft;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.prodrome.web.store.PatientVault;
import org.prodrome.web.store.Pseudonym;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Accepted drafts on their way into the EHR. A draft enters in the transaction of its decision, so neither is lost. */
@Component
class DraftOutbox {
    private static final String LABEL = "pending-write";
    private static final Duration ABANDONED = Duration.ofMinutes(2);

    private final JdbcClient jdbc;
    private final PatientVault vault;
    private final JsonMapper json;
    private final Clock clock;

    DraftOutbox(JdbcClient jdbc, PatientVault vault, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.json = json;
        this.clock = clock;
    }

    @Transactional
    public boolean put(UUID decision, Pseudonym patient, Pseudonym actor, PendingDraft draft) {
        return jdbc.sql(
                                "INSERT INTO pending_write (decision_id, pseudonym, actor, state, attempts, envelope, updated_at)"
                                        + " VALUES (?, ?, ?, 'WAITING', 0, ?, ?) ON CONFLICT DO NOTHING")
                        .params(
                                decision,
                                patient.hash(),
                                actor.hash(),
                                sealed(patient, draft),
                                OffsetDateTime.now(clock))
                        .update()
                == 1;
    }

    /** Takes a draft for sending; of two launches at once one gets it. A send that never ended is taken up again. */
    @Transactional
    public boolean claim(Waiting waiting) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        return jdbc.sql("UPDATE pending_write SET state = 'SENDING', updated_at = ? WHERE decision_id = ?"
                                + " AND (state = 'WAITING' OR (state = 'SENDING' AND updated_at < ?))")
                        .params(now, waiting.decision(), now.minus(ABANDONED))
                        .update()
                == 1;
    }

    /** What waits for this user's grant on this patient, oldest first. */
    @Transactional(readOnly = true)
    public List<Waiting> waiting(Pseudonym patient, Pseudonym actor) {
        return jdbc.sql("SELECT decision_id, envelope FROM pending_write WHERE pseudonym = ? AND actor = ?"
                        + " AND state IN ('WAITING', 'SENDING') ORDER BY updated_at")
                .params(patient.hash(), actor.hash())
                .query((row, rowNumber) -> new Waiting(
                        row.getObject("decision_id", UUID.class), opened(patient, row.getBytes("envelope"))))
                .list();
    }

    @Transactional
    public void settle(Waiting waiting, Pseudonym patient, WriteState state, String keptProvenance) {
        jdbc.sql("UPDATE pending_write SET state = ?, attempts = attempts + 1, envelope = ?, updated_at = ?"
                        + " WHERE decision_id = ?")
                .params(
                        state.status().name(),
                        sealed(patient, waiting.draft().with(state.words(), keptProvenance)),
                        OffsetDateTime.now(clock),
                        waiting.decision())
                .update();
    }

    /** Where each accepted draft of a patient stands, by decision. */
    @Transactional(readOnly = true)
    public Map<UUID, WriteState> states(Pseudonym patient) {
        return jdbc
                .sql("SELECT decision_id, state, envelope FROM pending_write WHERE pseudonym = ?")
                .param(patient.hash())
                .query((row, rowNumber) -> Map.entry(
                        row.getObject("decision_id", UUID.class),
                        new WriteState(
                                WriteState.Status.valueOf(row.getString("state")),
                                words(opened(patient, row.getBytes("envelope"))))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String words(PendingDraft draft) {
        return draft.result().isEmpty() ? "waits to be sent when you next open Prodrome here" : draft.result();
    }

    private byte[] sealed(Pseudonym patient, PendingDraft draft) {
        return vault.seal(patient, LABEL, json.writeValueAsBytes(draft));
    }

    private PendingDraft opened(Pseudonym patient, byte[] envelope) {
        return json.readValue(vault.open(patient, LABEL, envelope), PendingDraft.class);
    }

    /**
     * A draft that waits.
     *
     * @param decision by which it was accepted
     * @param draft what waits
     */
    record Waiting(UUID decision, PendingDraft draft) {}
}
