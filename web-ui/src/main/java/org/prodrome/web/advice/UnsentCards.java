package org.prodrome.web.advice;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.prodrome.web.audit.AuditKind;
import org.prodrome.web.audit.AuditLog;
import org.prodrome.web.store.Pseudonym;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Cards of an answer that was on record as shown when its client turned out to be gone. */
@Component
public class UnsentCards {
    private final JdbcClient jdbc;
    private final StoreQueue queue;
    private final AuditLog audit;
    private final AdviceMeters meters;

    UnsentCards(JdbcClient jdbc, StoreQueue queue, AuditLog audit, AdviceMeters meters) {
        this.jdbc = jdbc;
        this.queue = queue;
        this.audit = audit;
        this.meters = meters;
    }

    /**
     * Keeps, behind the cards themselves, that an answer with them never went out; the audit, which is never changed, is told how
     * many of those it has as shown were not. What was not to be shown stays as it is.
     */
    public void keep(List<UUID> cards) {
        if (cards.isEmpty()) {
            return;
        }
        meters.notSent(cards.size());
        queue.offer(new StoreQueue.Entry(() -> correct(cards), List.of()));
    }

    private void correct(List<UUID> cards) {
        jdbc.sql("SELECT assessment_id, pseudonym, actor, count(*) AS cards FROM card"
                        + " WHERE uuid IN (:cards) AND outcome = 'SHOWN' GROUP BY assessment_id, pseudonym, actor")
                .param("cards", cards)
                .query((row, number) -> new Unsent(
                        row.getString("assessment_id"),
                        new Pseudonym(row.getString("pseudonym")),
                        new Pseudonym(row.getString("actor")),
                        row.getInt("cards")))
                .list()
                .forEach(unsent -> audit.append(
                        AuditKind.ASSESSMENT_NOT_SENT,
                        unsent.patient(),
                        unsent.actor(),
                        Map.of("assessment", unsent.assessment(), "notSent", Integer.toString(unsent.cards()))));
        jdbc.sql("UPDATE card SET outcome = 'NOT_SENT' WHERE uuid IN (:cards) AND outcome = 'SHOWN'")
                .param("cards", cards)
                .update();
    }

    /** Of one assessment. */
    private record Unsent(String assessment, Pseudonym patient, Pseudonym actor, int cards) {}
}
