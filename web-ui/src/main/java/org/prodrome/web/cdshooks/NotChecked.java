package org.prodrome.web.cdshooks;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.prodrome.reasoning.serving.RuleServer;
import org.prodrome.web.advice.Coverage;
import org.prodrome.web.cdshooks.CdsResponse.CdsCard;
import org.prodrome.web.cdshooks.CdsResponse.Source;

/** The answer where nothing could be evaluated: one information card that says so, never an empty list that looks like a pass. */
final class NotChecked {
    private static final String DETAIL =
            "Nothing was found only because nothing could be looked at. This is not a pass: check it by hand.";

    private NotChecked() {}

    /** Why nothing was checked. */
    enum Why {
        LATE("late", "the check was not finished in time"),
        FULL("full", "too much is going on at the moment"),
        RULES("rules", "none of the rules could be run"),
        RECORD("record", "the record could not be read in time"),
        FAILED("failed", "the check failed"),
        CHANGED("changed", "its rules have changed and nobody has released them anew yet");

        private final String code;
        private final String words;

        Why(String code, String words) {
            this.code = code;
            this.words = words;
        }

        String code() {
            return code;
        }

        /** Why an asker's rules could not be run. */
        static Why of(Coverage coverage) {
            if (coverage.reasons().equals(List.of(RuleServer.LATE))) {
                return LATE;
            }
            return coverage.reasons().equals(List.of(RuleServer.FULL)) ? FULL : RULES;
        }
    }

    /**
     * Where there is nothing else to tell: how many of the rules could not be run, and how many nobody has released. Empty where
     * all were.
     *
     * @param taken rules that were on for everybody, changed, and are not shown to this user since
     */
    static List<CdsCard> inPart(Coverage coverage, int taken) {
        List<CdsCard> cards = new ArrayList<>();
        if (coverage.notRun() > 0) {
            cards.add(card("Not checked in full: " + coverage.notRun() + " of " + (coverage.run() + coverage.notRun())
                    + " rules could not be run."));
        }
        if (taken > 0) {
            cards.add(card("Not checked in full: " + taken + (taken == 1 ? " rule has" : " rules have")
                    + " changed and nobody has released " + (taken == 1 ? "it" : "them") + " anew yet."));
        }
        return cards;
    }

    /** A card of which nothing is kept: there was nothing to keep. */
    static CdsResponse answer(CdsServiceKind service, Why why) {
        return new CdsResponse(List.of(card(summary(service, why))));
    }

    private static CdsCard card(String summary) {
        return new CdsCard(
                UUID.randomUUID().toString(),
                summary,
                DETAIL,
                "info",
                new Source("Prodrome", null, null),
                List.of(),
                null,
                List.of(),
                List.of());
    }

    /**
     * The same at the head of what there is: the card that tells of the rules that could not be run says it.
     *
     * @param notRun cards about such rules
     * @param others everything else; what concerns one order (its ingredients are not known) is said beside it
     */
    static CdsResponse answer(CdsServiceKind service, Why why, List<CdsCard> notRun, List<CdsCard> others) {
        List<CdsCard> all = new ArrayList<>();
        if (notRun.isEmpty()) {
            all.addAll(answer(service, why).cards());
        } else {
            all.add(notRun.getFirst().headed(summary(service, why)));
            all.addAll(notRun.subList(1, notRun.size()));
        }
        all.addAll(others);
        return new CdsResponse(all);
    }

    private static String summary(CdsServiceKind service, Why why) {
        String what = service.isForOrders() ? "This order was not checked" : "This record was not checked";
        return what + ", because " + why.words + ".";
    }
}
