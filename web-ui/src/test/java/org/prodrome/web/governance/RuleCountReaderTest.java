package org.prodrome.web.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.prodrome.web.TestStore;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Cards and decisions of a span of time, by rule. */
class RuleCountReaderTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant BEFORE = START.minusSeconds(1);
    private static final Instant WITHIN = START.plusSeconds(1);

    private final JdbcClient jdbc = TestStore.client(TestStore.fresh());

    @Test
    void countsWhatBecameOfCardsAndDecisionsSinceThen() {
        UUID shown = card("a", "SHOWN", WITHIN);
        card("a", "SILENT", WITHIN);
        card("a", "DECIDED", WITHIN);
        card("a", "SNOOZED", WITHIN);
        UUID old = card("a", "SHOWN", BEFORE);
        UUID other = card("b", "SHOWN", WITHIN);
        decision(shown, "OVERRIDDEN", WITHIN);
        decision(old, "OVERRIDDEN", WITHIN);
        decision(old, "OVERRIDDEN", BEFORE);
        decision(other, "ACCEPTED", WITHIN);

        assertThat(new RuleCountReader(jdbc).since(START))
                .isEqualTo(Map.of("a", new RuleCounts(4, 1, 2, 2, 0), "b", new RuleCounts(1, 1, 0, 0, 1)));
    }

    private UUID card(String rule, String outcome, Instant at) {
        UUID assessment = UUID.randomUUID();
        UUID card = UUID.randomUUID();
        jdbc.sql("INSERT INTO assessment (id, pseudonym, moment, as_of, rules_hash, envelope, created_at)"
                        + " VALUES (?, 'p', 'CHART', DATE '2026-11-01', 'h', X'00', ?)")
                .params(assessment, at.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("INSERT INTO card (uuid, assessment_id, matter, pseudonym, issuer, channel, actor, source_id,"
                        + " source_version, severity, stage, outcome, issued_at, envelope)"
                        + " VALUES (?, ?, 'm', 'p', 'i', 'CDS', 'a', ?, '1', 'INFO', 'PILOT', ?, ?, X'00')")
                .params(card, assessment, rule, outcome, at.atOffset(ZoneOffset.UTC))
                .update();
        return card;
    }

    private void decision(UUID card, String kind, Instant at) {
        UUID id = UUID.randomUUID();
        jdbc.sql("INSERT INTO decision (id, idempotency, card_uuid, matter, pseudonym, kind, channel, actor,"
                        + " decided_at, envelope) VALUES (?, ?, ?, 'm', 'p', ?, 'CDS', 'a', ?, X'00')")
                .params(id, id.toString(), card, kind, at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
