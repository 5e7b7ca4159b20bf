package org.prodrome.sandbox.ehr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.prodrome.sandbox.cds.HookAnswer;
import org.prodrome.sandbox.ehr.CardView.AnswerView;
import org.prodrome.sandbox.ehr.Shown.Place;

/**
 * The cards in front of each user, in memory: the latest answers for a place replace the ones before, so stale guidance
 * doesn't linger. Thread-safe.
 */
final class CardDesk {

    private static final int MOST_PLACES = 500;

    private record Posted(String title, @Nullable String words, List<String> faults, List<Shown> cards) {}

    private final CardMarkdown markdown = new CardMarkdown();
    private final Map<Place, List<Posted>> boards = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, List<Posted>> eldest) {
            return size() > MOST_PLACES;
        }
    };

    /** Puts the answers in front of the user, instead of what was there. */
    synchronized void post(Place place, List<HookAnswer> answers) {
        boards.put(place, answers.stream().map(a -> posted(place, a)).toList());
    }

    /** Adds the answers to what is there: used when not every service answered. */
    synchronized void add(Place place, List<HookAnswer> answers) {
        List<Posted> both = new ArrayList<>(boards.getOrDefault(place, List.of()));
        both.removeIf(posted -> posted.cards().isEmpty());
        answers.forEach(answer -> both.add(posted(place, answer)));
        boards.put(place, List.copyOf(both));
    }

    synchronized void clear(Place place) {
        boards.remove(place);
    }

    synchronized List<Shown> cards(Place place) {
        return boards.getOrDefault(place, List.of()).stream()
                .flatMap(posted -> posted.cards().stream())
                .toList();
    }

    /** The card by that key, if it is in front of this user. */
    synchronized Shown find(String key, String practitionerId) {
        return boards.entrySet().stream()
                .filter(board -> board.getKey().practitionerId().equals(practitionerId))
                .flatMap(board -> board.getValue().stream())
                .flatMap(posted -> posted.cards().stream())
                .filter(card -> card.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("That card has been replaced by newer advice; look again."));
    }

    synchronized void replace(Shown changed) {
        boards.computeIfPresent(
                changed.place(),
                (place, board) -> board.stream()
                        .map(posted -> new Posted(
                                posted.title(),
                                posted.words(),
                                posted.faults(),
                                posted.cards().stream()
                                        .map(card -> card.key().equals(changed.key()) ? changed : card)
                                        .toList()))
                        .toList());
    }

    synchronized List<AnswerView> view(Place place) {
        return boards.getOrDefault(place, List.of()).stream()
                .map(posted -> new AnswerView(
                        posted.title(),
                        posted.words(),
                        posted.faults(),
                        posted.cards().stream()
                                .map(card -> CardView.of(card, markdown))
                                .toList()))
                .toList();
    }

    private static Posted posted(Place place, HookAnswer answer) {
        return switch (answer) {
            case HookAnswer.Answered a ->
                new Posted(
                        a.title(),
                        null,
                        a.faults(),
                        a.cards().stream()
                                .map(card -> new Shown(
                                        UUID.randomUUID().toString(),
                                        place,
                                        a.service(),
                                        card,
                                        java.util.Set.of(),
                                        false,
                                        null))
                                .toList());
            case HookAnswer.Late(String title) ->
                new Posted(title, "CDS did not answer in time (" + title + ").", List.of(), List.of());
            case HookAnswer.Failed(String title, String words) ->
                new Posted(title, "Decision support is missing: " + title + " " + words + ".", List.of(), List.of());
        };
    }
}
