package org.prodrome.web.draft;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.prodrome.web.draft.WriteState.Status;
import org.prodrome.web.store.PatientVault;
import org.prodrome.web.store.Pseudonym;
import org.prodrome.web.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Accepted drafts on their way into the EHR. A draft enters in the transaction of its decision, so neither is lost. */
@Component
class DraftOutbox {
    private static final Logger LOG = LoggerFactory.getLogger(DraftOutbox.class);
    private static final String LABEL = "pending-write";
    /** A send that did not end by then was cut off, by a crash of its node. */
    private static final Duration ABANDONED = Duration.ofMinutes(2);

    private static final Duration UNREADABLE = Duration.ofDays(1);

    private static final String COLUMNS =
            "SELECT decision_id, pseudonym, actor, state, attempts, tried, updated_at, envelope FROM"
                    + " pending_write WHERE ";
    private static final String OPEN = "state IN ('WAITING', 'SENDING', 'WITHDRAWING')";

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
    public boolean put(UUID decision, Pseudonym patient, Pseudonym actor, Status status, PendingDraft draft) {
        return jdbc.sql(
                                "INSERT INTO pending_write (decision_id, pseudonym, actor, state, attempts, tried, envelope,"
                                        + " next_try_at, updated_at) VALUES (?, ?, ?, ?, 0, FALSE, ?, ?, ?) ON CONFLICT DO NOTHING")
                        .params(
                                decision,
                                patient.hash(),
                                actor.hash(),
                                status.name(),
                                sealed(patient, draft),
                                OffsetDateTime.now(clock),
                                OffsetDateTime.now(clock))
                        .update()
                == 1;
    }

    /**
     * Takes a draft for sending or for withdrawing; of two who try at once one gets it. What was cut off is taken up again, as
     * a draft that may have arrived.
     *
     * @param as {@code SENDING} or {@code WITHDRAWING}
     */
    @Transactional
    public Optional<Waiting> claim(Waiting seen, Status as) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        int taken = jdbc.sql(
                        "UPDATE pending_write SET tried = (tried OR state IN ('SENDING', 'UNKNOWN', 'WRITTEN')), state = ?, updated_at = ?"
                                + " WHERE decision_id = ? AND state = ?"
                                + " AND (state NOT IN ('SENDING', 'WITHDRAWING') OR updated_at < ?)")
                .params(as.name(), now, seen.decision(), seen.status().name(), now.minus(ABANDONED))
                .update();
        return taken == 1 ? find(seen.decision()) : Optional.empty();
    }

    @Transactional(readOnly = true)
    public Optional<Waiting> find(UUID decision) {
        return jdbc
                .sql(COLUMNS + "decision_id = ?")
                .param(decision)
                .query((row, rowNumber) -> read(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** What this user has under way for this patient, oldest first. */
    @Transactional(readOnly = true)
    public List<Waiting> open(Pseudonym patient, Pseudonym actor) {
        return list(
                COLUMNS + OPEN + " AND pseudonym = ? AND actor = ? ORDER BY updated_at", patient.hash(), actor.hash());
    }

    /** What is due for another try, oldest first. What can't be sent any more, or can't be read, holds no other draft up. */
    @Transactional
    public List<Waiting> due(int most) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        dropErased(now);
        List<Row> due = jdbc.sql(COLUMNS + OPEN + " AND next_try_at <= ? AND (state = 'WAITING' OR updated_at < ?)"
                        + " ORDER BY next_try_at FETCH FIRST " + most + " ROWS ONLY")
                .params(now, now.minus(ABANDONED))
                .query((row, rowNumber) -> new Row(row.getObject("decision_id", UUID.class), read(row)))
                .list();
        due.stream().filter(row -> row.waiting().isEmpty()).forEach(row -> next(row.decision(), now.plus(UNREADABLE)));
        return due.stream().flatMap(row -> row.waiting().stream()).toList();
    }

    private record Row(UUID decision, Optional<Waiting> waiting) {}

    private void dropErased(OffsetDateTime now) {
        int dropped = jdbc.sql("DELETE FROM pending_write WHERE " + OPEN + " AND next_try_at <= ? AND NOT EXISTS"
                        + " (SELECT 1 FROM patient_key WHERE patient_key.pseudonym = pending_write.pseudonym)")
                .param(now)
                .update();
        if (dropped > 0) {
            LOG.info("Drafts of erased patients dropped: {}", dropped);
        }
    }

    /** Leaves a draft alone until then, unless its clinician comes. */
    @Transactional
    public void postpone(Waiting waiting, Instant until) {
        next(waiting.decision(), until.atOffset(ZoneOffset.UTC));
    }

    private void next(UUID decision, OffsetDateTime at) {
        jdbc.sql("UPDATE pending_write SET next_try_at = ? WHERE decision_id = ?")
                .params(at, decision)
                .update();
    }

    /** Every accepted draft of a patient. */
    @Transactional(readOnly = true)
    public List<Waiting> all(Pseudonym patient) {
        return list(COLUMNS + "pseudonym = ?", patient.hash());
    }

    /**
     * Keeps what came of a try.
     *
     * @return false, and nothing is kept, where another has claimed the draft since
     */
    @Transactional
    public boolean settle(Waiting waiting, Status status, boolean tried, Instant nextTry, PendingDraft draft) {
        int settled = jdbc.sql(
                        "UPDATE pending_write SET state = ?, attempts = attempts + 1, tried = ?, next_try_at = ?, envelope = ?,"
                                + " updated_at = ? WHERE decision_id = ? AND state = ? AND updated_at = ?")
                .params(
                        status.name(),
                        tried,
                        nextTry.atOffset(ZoneOffset.UTC),
                        sealed(waiting.patient(), draft),
                        OffsetDateTime.now(clock),
                        waiting.decision(),
                        waiting.status().name(),
                        waiting.since().atOffset(ZoneOffset.UTC))
                .update();
        if (settled == 0) {
            LOG.warn("A try ended after its draft was claimed again: what the later one says counts");
        }
        return settled == 1;
    }

    private List<Waiting> list(String sql, Object... parameters) {
        return jdbc.sql(sql).params(parameters).query((row, rowNumber) -> read(row)).list().stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** What an erased patient's key no longer opens is gone, and like what can't be read it stops no other draft. */
    private Optional<Waiting> read(ResultSet row) throws SQLException {
        Pseudonym patient = new Pseudonym(row.getString("pseudonym"));
        try {
            PendingDraft draft = read(vault.open(patient, LABEL, row.getBytes("envelope")));
            return Optional.of(new Waiting(
                    row.getObject("decision_id", UUID.class),
                    patient,
                    new Pseudonym(row.getString("actor")),
                    Status.valueOf(row.getString("state")),
                    row.getInt("attempts"),
                    row.getBoolean("tried"),
                    row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                    draft));
        } catch (StoreException erased) {
            LOG.warn("A draft can't be opened any more: {}", erased.getMessage());
            return Optional.empty();
        } catch (JacksonException | IllegalArgumentException unreadable) {
            LOG.error("A kept draft can't be read: {}", unreadable.getClass().getName());
            return Optional.empty();
        }
    }

    /** Drafts kept before there was news have its words beside them. */
    private PendingDraft read(byte[] plain) {
        JsonNode kept = json.readTree(plain);
        PendingDraft draft = json.treeToValue(kept, PendingDraft.class);
        return kept.has("news")
                ? draft
                : draft.with(new PendingDraft.News(
                        kept.path("result").asString(""),
                        kept.path("provenance").asString(""),
                        null));
    }

    private byte[] sealed(Pseudonym patient, PendingDraft draft) {
        return vault.seal(patient, LABEL, json.writeValueAsBytes(draft));
    }

    /**
     * A draft and where it stands.
     *
     * @param decision by which it was accepted
     * @param patient whose chart
     * @param actor who accepted it
     * @param status where it stands
     * @param attempts how often it was sent
     * @param tried whether it may be in the EHR without our knowing
     * @param since when that was kept; of a claimed draft, by which claim
     * @param draft what is to be written
     */
    record Waiting(
            UUID decision,
            Pseudonym patient,
            Pseudonym actor,
            Status status,
            int attempts,
            boolean tried,
            Instant since,
            PendingDraft draft) {

        Waiting after(Outcome outcome) {
            return new Waiting(
                    decision, patient, actor, outcome.status(), attempts + 1, outcome.tried(), since, outcome.draft());
        }
    }
}
