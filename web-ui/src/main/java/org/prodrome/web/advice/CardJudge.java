package org.prodrome.web.advice;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.Assessed;
import org.prodrome.reasoning.Moment;
import org.prodrome.reasoning.card.Basis;
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
    /** Cards over the budget that are told by name. */
    private static final int NAMED = 3;

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
     * @param moment it is asked at
     * @param decided about this patient, oldest first
     * @param episode keyed hash of the open encounter, or null
     * @return those shown first, most urgent first; a part that is kept from the asker is a card of its own here
     */
    List<JudgedCard> judge(
            Asker asker,
            Pseudonym actor,
            Moment moment,
            Assessed assessed,
            List<Decision> decided,
            @Nullable String episode) {
        Decided before = new Decided(decided, asker.isSomebody() ? actor : null, episode, Instant.now(clock));
        List<Card> open = new ArrayList<>();
        List<JudgedCard> kept = new ArrayList<>();
        for (Card card : assessed.cards()) {
            List<Card> left = new ArrayList<>();
            for (Card part : card.separate()) {
                Showing showing = showing(asker, part, before);
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
        return withinBudget(asker, actor, moment, open, kept);
    }

    /**
     * What was decided before.
     *
     * @param reader whom the cards are for, or null where nobody is named
     */
    private record Decided(
            List<Decision> decisions,
            @Nullable Pseudonym reader,
            @Nullable String episode,
            Instant now) {}

    private List<JudgedCard> withinBudget(
            Asker asker, Pseudonym actor, Moment moment, List<Card> open, List<JudgedCard> kept) {
        List<Card> urgentFirst =
                open.stream().sorted(Comparator.comparing(Card::severity)).toList();
        List<Card> told = budget.within(asker, actor, moment, urgentFirst);
        List<Card> over =
                urgentFirst.stream().filter(card -> !told.contains(card)).toList();
        List<JudgedCard> judged = new ArrayList<>();
        for (Card card : told) {
            boolean tells = !over.isEmpty() && judged.isEmpty();
            judged.add(issued(tells ? card.missingToo(overBudget(over, moment)) : card, Showing.SHOWN));
        }
        over.forEach(card -> judged.add(issued(card, Showing.BUDGET)));
        judged.addAll(kept);
        return judged;
    }

    /** What is held back, and where it is to be seen. */
    private String overBudget(List<Card> over, Moment moment) {
        String names = over.stream()
                .limit(NAMED)
                .map(card -> title(card.basis()))
                .distinct()
                .collect(Collectors.joining(", "));
        String more = over.size() > NAMED ? " and " + (over.size() - NAMED) + " more" : "";
        return "held back by the limit of " + budget.perHour() + " an hour: " + names + more + "; "
                + (AlertBudget.comesAgain(moment) ? "shown at signing" : "shown in Prodrome");
    }

    private static String title(Basis basis) {
        return switch (basis) {
            case Basis.ByRule by -> by.rule().title();
            case Basis.ByModel by -> "risk of " + by.risk().outcome().name();
            case Basis.NotEvaluated ignored -> "not checked";
        };
    }

    private Showing showing(Asker asker, Card part, Decided before) {
        if (!audience.sees(asker, audience.stageOf(part.basis()))) {
            return Showing.SILENT;
        }
        return notShown.of(part, asker)
                .or(() -> suppression
                        .of(part, before.decisions(), before.reader(), before.episode(), before.now())
                        .map(holding -> heldBy(holding, before.episode())))
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
