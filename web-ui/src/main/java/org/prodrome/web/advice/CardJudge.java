package org.prodrome.web.advice;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.Assessed;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.card.Joined;
import org.prodrome.reasoning.card.Suggestion;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.decision.Act;
import org.prodrome.web.decision.Decision;
import org.prodrome.web.decision.Suppression;
import org.prodrome.web.store.Pseudonym;
import org.springframework.stereotype.Component;

/**
 * Decides of each card whether this asker is shown it, part by part: first by stage, then by the site's configuration, then by
 * what was decided, and last, of what is left, by the user's budget.
 */
@Component
class CardJudge {
    private final Audience audience;
    private final Suppression suppression;
    private final NotShown notShown;
    private final AlertBudget budget;
    private final Clock clock;

    CardJudge(Audience audience, Suppression suppression, AlertBudget budget, ProdromeSettings settings, Clock clock) {
        this.audience = audience;
        this.suppression = suppression;
        this.notShown = new NotShown(
                settings.suppression().notShown(), settings.suppression().roles());
        this.budget = budget;
        this.clock = clock;
    }

    /**
     * Each card with what becomes of it.
     *
     * @param decided about this patient, oldest first
     * @param episode keyed hash of the open encounter, or null
     * @return those shown first, most urgent first; a part that is kept from the asker is a card of its own here
     */
    List<JudgedCard> judge(
            Asker asker, Pseudonym actor, Assessed assessed, List<Decision> decided, @Nullable String episode) {
        Instant now = Instant.now(clock);
        List<Card> open = new ArrayList<>();
        List<JudgedCard> kept = new ArrayList<>();
        for (Card card : assessed.cards()) {
            List<Card> left = new ArrayList<>();
            for (Card part : card.separate()) {
                Showing showing = showing(asker, part, decided, episode, now);
                if (showing == Showing.SHOWN) {
                    left.add(audience.forReading(asker, part));
                } else {
                    kept.add(issued(part, showing));
                }
            }
            if (!left.isEmpty()) {
                open.add(Joined.of(left));
            }
        }
        for (Card card : assessed.silentCards()) {
            card.separate().forEach(part -> kept.add(issued(part, Showing.SILENT)));
        }
        return withinBudget(asker, actor, open, kept);
    }

    private List<JudgedCard> withinBudget(Asker asker, Pseudonym actor, List<Card> open, List<JudgedCard> kept) {
        List<Card> urgentFirst =
                open.stream().sorted(Comparator.comparing(Card::severity)).toList();
        List<Card> told = budget.within(asker, actor, urgentFirst);
        List<JudgedCard> judged = new ArrayList<>();
        int over = urgentFirst.size() - told.size();
        for (Card card : told) {
            boolean tells = over > 0 && judged.isEmpty();
            judged.add(issued(tells ? card.missingToo(overBudget(over)) : card, Showing.SHOWN));
        }
        urgentFirst.stream()
                .filter(card -> !told.contains(card))
                .forEach(card -> judged.add(issued(card, Showing.BUDGET)));
        judged.addAll(kept);
        return judged;
    }

    private String overBudget(int cards) {
        return cards + (cards == 1 ? " less urgent card" : " less urgent cards") + ", not shown: the limit of "
                + budget.perHour() + " an hour is reached";
    }

    private Showing showing(Asker asker, Card part, List<Decision> decided, @Nullable String episode, Instant now) {
        if (!audience.sees(asker, audience.stageOf(part.basis()))) {
            return Showing.SILENT;
        }
        return notShown.of(part, asker)
                .or(() -> suppression.of(part, decided, episode, now).map(holding -> heldBy(holding, episode)))
                .orElse(Showing.SHOWN);
    }

    private Showing heldBy(Decision holding, @Nullable String episode) {
        if (holding.act() instanceof Act.Snoozed) {
            return Showing.SNOOZED;
        }
        return suppression.isOfEpisode(holding, episode) ? Showing.EPISODE : Showing.DECIDED;
    }

    private JudgedCard issued(Card card, Showing showing) {
        Stage stage = audience.stageOf(card.basis());
        Map<String, UUID> suggestions = new LinkedHashMap<>();
        for (Suggestion suggestion : card.suggestions()) {
            suggestions.put(suggestion.key(), UUID.randomUUID());
        }
        return new JudgedCard(new OfferedCard(UUID.randomUUID(), card, stage, suggestions), showing);
    }
}
