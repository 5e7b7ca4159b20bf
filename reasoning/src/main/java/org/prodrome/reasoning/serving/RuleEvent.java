package org.prodrome.reasoning.serving;

/** What happens to rules that are served, for metrics and logs. Nothing in it names a patient. */
public sealed interface RuleEvent {

    /** A rule took longer than it is given. Its worker is lost until the rule ends. */
    record Overran(String rule) implements RuleEvent {}

    /** A rule that overran has ended after all, and its worker is back. */
    record Ended(String rule) implements RuleEvent {}

    /** A rule got no result for a question. */
    record LeftOut(String rule, Why why) implements RuleEvent {}

    /** Why a rule got no result. */
    enum Why {
        /** It took too long itself. */
        OVERRAN,
        /** The budget ended before its turn, or while it ran. */
        LATE,
        /** It overran too often, and is not asked for a while. */
        RESTS,
        /** Too many questions waited. */
        FULL,
        /** It failed. */
        FAILED
    }
}
