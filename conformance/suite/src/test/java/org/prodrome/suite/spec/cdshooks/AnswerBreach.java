package org.prodrome.suite.spec.cdshooks;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.JsonNodeFactory;

/** A service that answers at the wrong place, by the wrong status or in the wrong form. */
enum AnswerBreach implements Breach {
    DISCOVERY_ELSEWHERE(Asked::isDiscovery, answer -> answer.with(404)),
    DISCOVERY_REFUSES_GET(Asked::isDiscovery, answer -> answer.with(405)),
    DISCOVERY_IS_ACCEPTED(Asked::isDiscovery, answer -> answer.with(202)),
    DISCOVERY_AS_HTML(Asked::isDiscovery, answer -> answer.as("text/html")),
    SERVICE_ELSEWHERE(Asked::isHookCall, answer -> answer.with(404)),
    CARDS_CREATED(Asked::isHookCall, answer -> answer.status() == 200 ? answer.with(201) : answer),
    CARDS_AS_TEXT(Asked::isHookCall, answer -> answer.as("text/plain")),
    CARDS_AS_OBJECT(
            Asked::isHookCall,
            answer -> answer.with(answer.object().set("cards", JsonNodeFactory.instance.objectNode()))),
    CARDS_ARE_NULL(Asked::isHookCall, answer -> answer.with(answer.object().putNull("cards"))),
    NO_CARDS_FIELD(Asked::isHookCall, answer -> answer.with(answer.object().without("cards"))),
    CARDS_AT_THE_ROOT(Asked::isHookCall, answer -> answer.with(answer.json().path("cards"))),
    NOTHING_TO_SAY_IS_204(
            Asked::isHookCall,
            answer -> answer.json().path("cards").isEmpty() ? new Answer(204, "application/json", "") : answer),
    /** Whatever is missing, the answer looks like a pass. */
    GAPS_PASSED_OVER(Asked::isHookCall, answer -> answer.status() == 200 ? Answer.silent() : answer),
    /** The precondition is not looked at. */
    ANSWERS_WITHOUT_PATIENT(Asked::isHookCall, answer -> answer.status() == 412 ? Answer.silent() : answer),
    /** A wrong context is taken for a right one. */
    OVERLOOKS_CONTEXT(Asked::isHookCall, answer -> answer.status() == 400 ? Answer.silent() : answer),
    /** A right context without what is optional is refused. */
    WANTS_WHAT_IS_OPTIONAL(Asked::isHookCall, answer -> answer.status() == 200 ? answer.with(400) : answer),
    ERRORS_AS_TEXT(
            asked -> true, answer -> answer.status() >= 400 ? new Answer(answer.status(), "text/plain", "no") : answer),
    NO_FEEDBACK(Asked::isFeedback, answer -> answer.with(404)),
    FEEDBACK_NEEDS_KNOWN_CARDS(Asked::isFeedback, answer -> answer.with(422)),
    NO_WORD_FOR_OTHER_ORIGINS(asked -> asked.origin() != null, answer -> answer.allowing("")),
    REFUSES_PREFLIGHT(asked -> asked.method().equals("OPTIONS"), answer -> answer.with(403)),
    ALLOWS_EVERY_ORIGIN(
            asked -> asked.origin() != null, answer -> answer.with(200).allowing("*"));

    @SuppressWarnings("ImmutableEnumChecker") // functions that keep nothing
    private final Predicate<Asked> where;

    @SuppressWarnings("ImmutableEnumChecker") // functions that keep nothing
    private final UnaryOperator<Answer> alteration;

    AnswerBreach(Predicate<Asked> where, UnaryOperator<Answer> alteration) {
        this.where = where;
        this.alteration = alteration;
    }

    @Override
    public Answer answered(Asked asked, Answer answer) {
        return where.test(asked) ? alteration.apply(answer) : answer;
    }
}
