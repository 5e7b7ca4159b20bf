package org.prodrome.reasoning.model;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.timeline.Timeline;

/**
 * {@code golden-answers.json}: made-up stories, and all that the package answers to each.
 *
 * @param tolerance of a probability and both ends of its interval
 * @param verdictsThatMayDiffer share of them: one that is as near its limit as another processor's rounding
 */
public record GoldenAnswers(double tolerance, double verdictsThatMayDiffer, List<Case> cases) {

    /** Digits of any script, with what any language puts between them. */
    private static final Pattern FIGURES = Pattern.compile("\\p{Nd}+([.,\\x{66B}\\x{66C}]\\p{Nd}+)*");

    public GoldenAnswers {
        cases = List.copyOf(cases);
    }

    /** A story and its answer. */
    public record Case(GoldenStory story, List<Answer> answers, List<Declined> declined) {
        public Case {
            answers = List.copyOf(answers);
            declined = List.copyOf(declined);
        }

        /** What a model says of a story. */
        public static Case of(GoldenStory story, ModelAnswer answer) {
            if (!(answer instanceof RiskProfile profile)) {
                throw new BrokenPackage(ModelFiles.GOLDEN_ANSWERS + ": expected an answer to every story", null);
            }
            return new Case(
                    story,
                    profile.risks().stream().map(Answer::of).toList(),
                    profile.abstentions().stream()
                            .map(a -> new Declined(a.outcome().id(), a.reason()))
                            .toList());
        }
    }

    /** One risk. */
    public record Answer(
            String outcome, int horizonDays, double probability, double low, double high, Verdict.Kind verdict) {

        private static Answer of(Risk risk) {
            return new Answer(
                    risk.outcome().id(),
                    risk.horizonDays(),
                    risk.probability(),
                    risk.low(),
                    risk.high(),
                    risk.verdict().kind());
        }

        private boolean near(Answer other, double tolerance) {
            return outcome.equals(other.outcome)
                    && horizonDays == other.horizonDays
                    && Math.abs(probability - other.probability) <= tolerance
                    && Math.abs(low - other.low) <= tolerance
                    && Math.abs(high - other.high) <= tolerance;
        }
    }

    /** One abstention. */
    public record Declined(String outcome, String reason) {

        /** Without figures: they differ by a rounding, or by how the host that made the package wrote numbers. */
        private Declined kind() {
            return new Declined(outcome, FIGURES.matcher(reason).replaceAll("#"));
        }
    }

    /** Refuses a model that answers otherwise, naming the story. */
    void check(Function<Timeline, ModelAnswer> model) {
        int verdicts = 0;
        int different = 0;
        for (Case expected : cases) {
            Case found = Case.of(expected.story(), model.apply(expected.story().timeline()));
            require(expected, sameDeclined(expected, found), "the same abstentions");
            require(expected, expected.answers().size() == found.answers().size(), "as many risks");
            for (int i = 0; i < expected.answers().size(); i++) {
                Answer then = expected.answers().get(i);
                Answer now = found.answers().get(i);
                require(expected, then.near(now, tolerance), "risks within " + tolerance + " for " + then.outcome());
                verdicts++;
                different += then.verdict() == now.verdict() ? 0 : 1;
            }
        }
        if (different > verdictsThatMayDiffer * verdicts) {
            throw new BrokenPackage(
                    ModelFiles.GOLDEN_ANSWERS + ": expected the verdicts of the stories, got " + different
                            + " others of " + verdicts,
                    null);
        }
    }

    private static boolean sameDeclined(Case expected, Case found) {
        Set<Declined> then = expected.declined().stream().map(Declined::kind).collect(Collectors.toSet());
        Set<Declined> now = found.declined().stream().map(Declined::kind).collect(Collectors.toSet());
        return then.equals(now);
    }

    private static void require(Case at, boolean holds, String expected) {
        if (!holds) {
            throw new BrokenPackage(
                    ModelFiles.GOLDEN_ANSWERS + ": expected " + expected + " of the story '"
                            + at.story().what() + "'",
                    null);
        }
    }
}
