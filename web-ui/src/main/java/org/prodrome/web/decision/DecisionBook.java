package org.prodrome.web.decision;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.card.Matter;
import org.prodrome.web.audit.AuditKind;
import org.prodrome.web.audit.AuditLog;
import org.prodrome.web.store.PatientVault;
import org.prodrome.web.store.Pseudonym;
import org.prodrome.web.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;

/** Keeps decisions; adds, never changes. The same act told twice (feedback is repeated) is one decision. */
@Component
public class DecisionBook {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionBook.class);
    private static final String LABEL = "decision";
    private static final String PARTS =
            "(SELECT STRING_AGG(p.matter, ',') FROM card_part p WHERE p.card_uuid = d.card_uuid";
    private static final String DECIDED = "SELECT d.*, c.episode, " + PARTS + ") AS covers, " + PARTS
            + " AND p.severity = 'CRITICAL') AS criticals FROM decision d JOIN card c ON c.uuid = d.card_uuid";

    private final JdbcClient jdbc;
    private final PatientVault vault;
    private final AuditLog audit;
    private final DecisionJson json;
    private final Counter unreadable;

    DecisionBook(JdbcClient jdbc, PatientVault vault, AuditLog audit, DecisionJson json, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.audit = audit;
        this.json = json;
        this.unreadable = meters.counter("prodrome.decisions.unreadable");
    }

    /**
     * Records an act on a card.
     *
     * @param token what makes two reports of the same act the same: outcome and timestamp of the feedback, or a random
     *     value of the dialog
     * @return the decision, or the one already kept for the same card and token
     */
    @Transactional
    public Decision record(Acted acted, String token) {
        String idempotency =
                vault.blind("decision", acted.card() + "\n" + acted.act().kind() + "\n" + token);
        Decision decision = new Decision(
                UUID.randomUUID(),
                acted.card(),
                acted.matter(),
                acted.act(),
                acted.channel(),
                acted.actor(),
                acted.at().truncatedTo(ChronoUnit.MILLIS));
        if (insert(acted.patient(), decision, idempotency) == 0) {
            return byIdempotency(acted.patient(), idempotency).orElse(decision);
        }
        audit.append(AuditKind.DECISION, acted.patient(), acted.actor(), facts(decision));
        return decision;
    }

    /**
     * Records that what was accepted is taken back, in the app.
     *
     * @return the decision, or the one already kept
     */
    @Transactional
    public Decision withdraw(Pseudonym patient, UUID accepted, Pseudonym actor, Instant at) {
        Decision undone = of(patient).stream()
                .filter(decision -> decision.id().equals(accepted))
                .findFirst()
                .orElseThrow();
        return record(
                new Acted(patient, undone.card(), undone.matter(), new Act.Withdrawn(accepted), Channel.APP, actor, at),
                accepted.toString());
    }

    /** Everything decided about a patient, oldest first, each with all matters of its card and the encounter it was shown in. */
    @Transactional(readOnly = true)
    public List<Decision> of(Pseudonym patient) {
        return jdbc
                .sql(DECIDED + " WHERE d.pseudonym = ? ORDER BY d.decided_at")
                .param(patient.hash())
                .query((row, rowNumber) -> readable(patient, row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Decision> byIdempotency(Pseudonym patient, String idempotency) {
        return jdbc.sql(DECIDED + " WHERE d.idempotency = ?")
                .param(idempotency)
                .query((row, rowNumber) -> readable(patient, row))
                .optional()
                .flatMap(Function.identity())
                .filter(kept -> !(kept.act() instanceof Act.Unreadable));
    }

    /**
     * Of what can't be read any more (an erased patient's key does not open it, it is damaged, another version wrote it) what is known
     * without: that there was an act, of which kind, on which card. It stops nobody's call; only what is no decision at all is left
     * out.
     */
    private Optional<Decision> readable(Pseudonym patient, ResultSet row) throws SQLException {
        try {
            return Optional.of(of(row, act(patient, row)));
        } catch (IllegalArgumentException none) {
            told(none);
            return Optional.empty();
        }
    }

    private Act act(Pseudonym patient, ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        try {
            return json.read(kind, vault.open(patient, LABEL, row.getBytes("envelope")));
        } catch (StoreException | JacksonException | IllegalArgumentException | IllegalStateException lost) {
            told(lost);
            return new Act.Unreadable(kind);
        }
    }

    /** The type only: a message may quote what is in it. */
    private void told(RuntimeException failure) {
        unreadable.increment();
        LOG.error(
                "A decision can't be read and holds nothing back: {}",
                failure.getClass().getName());
    }

    private static Decision of(ResultSet row, Act act) throws SQLException {
        return new Decision(
                row.getObject("id", UUID.class),
                row.getObject("card_uuid", UUID.class),
                new Matter(row.getString("matter")),
                act,
                Channel.valueOf(row.getString("channel")),
                new Pseudonym(row.getString("actor")),
                row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                matters(row.getString("covers")),
                matters(row.getString("criticals")),
                row.getString("episode"));
    }

    /** Null where there are none. */
    private static Set<Matter> matters(@Nullable String matters) {
        return matters == null
                ? Set.of()
                : Arrays.stream(matters.split(",", -1)).map(Matter::new).collect(Collectors.toSet());
    }

    private int insert(Pseudonym patient, Decision decision, String idempotency) {
        Act act = decision.act();
        return jdbc.sql("INSERT INTO decision (id, idempotency, card_uuid, matter, pseudonym, kind, suggestion,"
                        + " reason_code, snoozed_until, channel, actor, decided_at, envelope)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
                .params(Arrays.asList(
                        decision.id(),
                        idempotency,
                        decision.card(),
                        decision.matter().hash(),
                        patient.hash(),
                        act.kind(),
                        act instanceof Act.Accepted accepted ? accepted.suggestion() : null,
                        act instanceof Act.Overridden overridden ? overridden.reason() : null,
                        snoozedUntil(act),
                        decision.channel().name(),
                        decision.actor().hash(),
                        decision.at().atOffset(ZoneOffset.UTC),
                        vault.seal(patient, LABEL, json.write(act))))
                .update();
    }

    private static @Nullable LocalDate snoozedUntil(Act act) {
        return act instanceof Act.Snoozed snoozed ? snoozed.until() : null;
    }

    private static Map<String, String> facts(Decision decision) {
        return Map.of(
                "decision", decision.id().toString(),
                "card", decision.card().toString(),
                "kind", decision.act().kind(),
                "channel", decision.channel().name());
    }

    /**
     * An act before it is kept.
     *
     * @param patient whose card it was
     * @param card as it was shown
     * @param matter what it was about
     * @param act what was done
     * @param channel where
     * @param actor by whom
     * @param at when; what a client reports late was decided then
     */
    public record Acted(
            Pseudonym patient, UUID card, Matter matter, Act act, Channel channel, Pseudonym actor, Instant at) {}
}
