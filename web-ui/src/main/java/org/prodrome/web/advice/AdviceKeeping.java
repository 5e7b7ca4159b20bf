package org.prodrome.web.advice;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.prodrome.reasoning.Assessed;
import org.prodrome.reasoning.AssessmentRequest;
import org.prodrome.reasoning.Moment;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.web.audit.AuditKind;
import org.prodrome.web.audit.AuditLog;
import org.prodrome.web.decision.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps an assessment with each of its cards, shown or held back, in one transaction, and counts them. */
@Component
class AdviceKeeping {
    private static final Logger LOG = LoggerFactory.getLogger(AdviceKeeping.class);

    private final CardLedger ledger;
    private final RulePack rules;
    private final AuditLog audit;
    private final AdviceMeters meters;
    private final TransactionTemplate transaction;
    private final StoreQueue queue;
    private final Clock clock;

    AdviceKeeping(
            CardLedger ledger,
            RulePack rules,
            AuditLog audit,
            AdviceMeters meters,
            TransactionTemplate transaction,
            StoreQueue queue,
            Clock clock) {
        this.ledger = ledger;
        this.rules = rules;
        this.audit = audit;
        this.meters = meters;
        this.transaction = transaction;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * Keeps it, once it is known whether the answer reached its asker; what came of a hook call in the background, so that no answer
     * waits for the database. A warning that could not be kept is shown all the same: the store's trouble must not silence it.
     */
    void keep(CardLedger.Occasion occasion, AssessmentRequest request, Assessed assessed, List<JudgedCard> judged) {
        AssessmentRow row = AssessmentRow.of(request, assessed, Instant.now(clock));
        Moment moment = request.moment();
        List<JudgedCard> lost = judged.stream().map(JudgedCard::notSent).toList();
        occasion.asker().delivery().once(sent -> {
            if (!sent) {
                meters.notSent((int) judged.stream().filter(JudgedCard::isShown).count());
            }
            keep(occasion, row, moment, sent ? judged : lost);
        });
    }

    private void keep(CardLedger.Occasion occasion, AssessmentRow row, Moment moment, List<JudgedCard> judged) {
        judged.forEach(meters::count);
        Map<String, String> facts = facts(occasion, moment, judged);
        Runnable work = () -> {
            ledger.keep(occasion, row, rules.hash());
            judged.forEach(one -> ledger.keep(occasion, one.card(), one.showing(), row.at()));
            audit.append(AuditKind.ASSESSMENT, occasion.patient(), occasion.actor(), facts);
        };
        if (occasion.asker().channel() == Channel.CDS) {
            later(new StoreQueue.Entry(work, pending(occasion, judged)));
        } else {
            now(work);
        }
    }

    private void later(StoreQueue.Entry entry) {
        if (!queue.offer(entry)) {
            meters.notKept();
        }
    }

    private static List<PendingCard> pending(CardLedger.Occasion occasion, List<JudgedCard> judged) {
        return judged.stream()
                .filter(JudgedCard::isShown)
                .map(one -> new PendingCard(occasion, one.card()))
                .toList();
    }

    private void now(Runnable work) {
        try {
            transaction.executeWithoutResult(status -> work.run());
        } catch (DataAccessException | TransactionException failure) {
            meters.notKept();
            LOG.error(
                    "An assessment was shown and could not be kept: {}",
                    failure.getClass().getName());
        }
    }

    private static Map<String, String> facts(CardLedger.Occasion occasion, Moment moment, List<JudgedCard> judged) {
        return Map.of(
                "assessment", occasion.assessment().toString(),
                "channel", occasion.asker().channel().name(),
                "moment", moment.name(),
                "cards", Integer.toString(judged.size()),
                "shown",
                        Long.toString(
                                judged.stream().filter(JudgedCard::isShown).count()),
                "heldBack", heldBack(judged));
    }

    /** Each rule that was kept from its reader, with version and reason code: {@code statin-prevention 1.0.0 BUDGET}. */
    private static String heldBack(List<JudgedCard> judged) {
        return judged.stream()
                .filter(one -> one.showing().isHeldBack())
                .flatMap(one -> one.card().card().bases().stream()
                        .map(basis -> basis.sourceId() + " " + basis.version() + " " + one.showing()))
                .collect(Collectors.joining("; "));
    }
}
