package org.prodrome.web.chart;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.web.advice.Advice;
import org.prodrome.web.advice.DecidedCard;
import org.prodrome.web.advice.OfferedCard;
import org.prodrome.web.draft.WriteState;

/**
 * Everything one chart shows.
 *
 * @param record what was read
 * @param advice the assessment and the cards offered
 * @param decided what was decided, newest first
 * @param writes where each accepted draft stands, by decision id
 * @param today the site's day
 * @param release model and rule versions in words
 */
record LoadedChart(
        PatientRecord record,
        Advice advice,
        List<DecidedCard> decided,
        Map<UUID, WriteState> writes,
        LocalDate today,
        String release) {

    boolean isSynthetic() {
        return advice.risks() instanceof ModelAnswer.RiskProfile profile
                && profile.model().synthetic();
    }

    /** The same chart after an act: its card is offered no more, the decision is listed. */
    LoadedChart after(OfferedCard acted, boolean stays, List<DecidedCard> decidedNow, Map<UUID, WriteState> writesNow) {
        return stays
                ? with(decidedNow, writesNow)
                : with(without(acted, advice.offered()), without(acted, advice.notForReader()), decidedNow, writesNow);
    }

    private static List<OfferedCard> without(OfferedCard acted, List<OfferedCard> cards) {
        return cards.stream().filter(card -> !card.uuid().equals(acted.uuid())).toList();
    }

    /** The same chart after something was done with a draft. */
    LoadedChart with(List<DecidedCard> decidedNow, Map<UUID, WriteState> writesNow) {
        return with(advice.offered(), advice.notForReader(), decidedNow, writesNow);
    }

    private LoadedChart with(
            List<OfferedCard> left,
            List<OfferedCard> notForReader,
            List<DecidedCard> decidedNow,
            Map<UUID, WriteState> writesNow) {
        Advice rest = new Advice(
                advice.assessment(),
                advice.assessed(),
                advice.risks(),
                advice.notEvaluated(),
                left,
                notForReader,
                advice.heldBack(),
                advice.coverage());
        return new LoadedChart(record, rest, decidedNow, writesNow, today, release);
    }
}
