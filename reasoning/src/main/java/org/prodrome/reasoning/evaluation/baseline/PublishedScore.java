package org.prodrome.reasoning.evaluation.baseline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.statistics.SparseRow;

/**
 * One published score: a sum of products of its inputs, for both sexes or one for each.
 *
 * @param outcomes ids of what it is compared on
 * @param about what it was made to foretell, where that differs
 * @param citation where the numbers are from
 * @param fromAge youngest age in completed years that it is for; null for none
 * @param toAge oldest; null for none
 * @param agesFrom where the ages are from
 * @param both the sum; null when the sexes have one each
 */
public record PublishedScore(
        String id,
        String name,
        List<String> outcomes,
        String about,
        String citation,
        @Nullable Integer fromAge,
        @Nullable Integer toAge,
        String agesFrom,
        List<Input> inputs,
        @Nullable Sum both,
        @Nullable Sum women,
        @Nullable Sum men) {

    public PublishedScore {
        outcomes = List.copyOf(outcomes);
        inputs = List.copyOf(inputs);
        if (both == null && (women == null || men == null)) {
            throw new IllegalArgumentException("score " + id + ": expected a sum for both sexes, or one for each");
        }
    }

    /** Where an input comes from. */
    enum Kind {
        AGE,
        MALE,
        RACE,
        LAST,
        EVER,
        ANSWER
    }

    /**
     * An input.
     *
     * @param kind {@code AGE} in years; {@code MALE} and {@code RACE} (of these words) as 0 or 1; {@code LAST} value of the first of
     *     these concepts that there is; {@code EVER} 1 when one of these concepts was recorded, else 0; {@code ANSWER} the same of answers
     *     to a question, missing when nobody asked
     * @param concepts empty when records don't tell it
     * @param asked questions of an {@code ANSWER}, or what shows that an {@code EVER} is recorded in these records at all
     * @param unit of the number, in UCUM
     */
    public record Input(
            String id,
            String words,
            Kind kind,
            List<String> concepts,
            @Nullable List<String> asked,
            @Nullable String unit) {
        private static final double YEARS_PER_UNIT = 10;

        public Input {
            concepts = List.copyOf(concepts);
        }

        private boolean told(Concepts known) {
            return switch (kind) {
                case AGE, MALE, RACE -> true;
                case LAST -> concepts.stream().anyMatch(concept -> known.patients(concept) > 0);
                case EVER, ANSWER ->
                    !concepts.isEmpty()
                            && (asked == null || asked.stream().anyMatch(concept -> known.patients(concept) > 0));
            };
        }

        private double of(SparseRow row, Concepts known) {
            return switch (kind) {
                case AGE -> YEARS_PER_UNIT * column(row, Feature.PERSONAL, Features.AGE, known);
                case MALE -> column(row, Feature.PERSONAL, Features.MALE, known);
                case RACE ->
                    concepts.stream().anyMatch(race -> has(row, Feature.PERSONAL, Features.RACE + race, known)) ? 1 : 0;
                case LAST ->
                    concepts.stream()
                            .mapToDouble(concept -> column(row, Feature.LAST, concept, known))
                            .filter(value -> !Double.isNaN(value))
                            .findFirst()
                            .orElse(Double.NaN);
                case EVER -> ever(row, concepts, known) ? 1 : 0;
                case ANSWER -> answered(row, known);
            };
        }

        /** Of the last year, else of ever. */
        private double answered(SparseRow row, Concepts known) {
            List<String> questions = asked == null ? List.of() : asked;
            if (!ever(row, questions, known)) {
                return Double.NaN;
            }
            boolean lately = questions.stream().anyMatch(question -> has(row, Feature.COUNT_365, question, known));
            Feature when = lately ? Feature.COUNT_365 : Feature.COUNT_ALL;
            return concepts.stream().anyMatch(answer -> has(row, when, answer, known)) ? 1 : 0;
        }

        private static boolean ever(SparseRow row, List<String> concepts, Concepts known) {
            return concepts.stream().anyMatch(concept -> has(row, Feature.COUNT_ALL, concept, known));
        }

        private static boolean has(SparseRow row, Feature feature, String concept, Concepts known) {
            return !Double.isNaN(column(row, feature, concept, known));
        }

        private static double column(SparseRow row, Feature feature, String concept, Concepts known) {
            int number = known.known(concept);
            return number < 0 ? Double.NaN : row.value(feature.column(number));
        }
    }

    /** An intercept and terms. */
    public record Sum(double intercept, List<Term> terms) {
        public Sum {
            terms = List.copyOf(terms);
        }
    }

    /** A coefficient times the product of its factors. */
    public record Term(double coefficient, List<Factor> factors) {
        public Term {
            factors = List.copyOf(factors);
        }
    }

    /**
     * A factor: the input kept within limits, less a number, in some unit; or its logarithm; or whether it is in a band.
     *
     * @param from where a band begins; null for no band
     * @param to where it ends, exclusive; null for no end
     * @param log whether the natural logarithm is taken
     */
    public record Factor(
            String input,
            @Nullable Double least,
            @Nullable Double most,
            @Nullable Double minus,
            @Nullable Double per,
            @Nullable Double from,
            @Nullable Double to,
            @Nullable Boolean log) {

        private double of(double value) {
            if (from != null || to != null) {
                boolean within = (from == null || value >= from) && (to == null || value < to);
                return Double.isNaN(value) ? value : within ? 1 : 0;
            }
            double kept = value;
            kept = least == null ? kept : Math.max(least, kept);
            kept = most == null ? kept : Math.min(most, kept);
            if (Boolean.TRUE.equals(log)) {
                return kept > 0 ? Math.log(kept) : Double.NaN;
            }
            return (kept - (minus == null ? 0 : minus)) / (per == null ? 1 : per);
        }
    }

    String words() {
        return name + ": " + about + " (" + citation + "; " + agesFrom + ")";
    }

    /** Whether it is for this age, in years. */
    private boolean isFor(double years) {
        return (fromAge == null || years >= fromAge) && (toAge == null || years < toAge + 1);
    }

    /** Inputs that no training patient has, in words. */
    List<String> missing(Concepts known) {
        return inputs.stream()
                .filter(input -> !input.told(known))
                .map(Input::words)
                .toList();
    }

    /** The score of a row, NaN when an input is missing there or the age is none that it is for. */
    double of(SparseRow row, Concepts known) {
        if (!isFor(Input.YEARS_PER_UNIT * Input.column(row, Feature.PERSONAL, Features.AGE, known))) {
            return Double.NaN;
        }
        Map<String, Double> values = new HashMap<>();
        inputs.forEach(input -> values.put(input.id(), input.of(row, known)));
        Sum sum = both;
        if (sum == null) {
            boolean male = row.value(Feature.PERSONAL.column(known.known(Features.MALE))) == 1;
            sum = male ? men : women;
        }
        if (sum == null) {
            return Double.NaN;
        }
        double score = sum.intercept();
        for (Term term : sum.terms()) {
            double product = term.coefficient();
            for (Factor factor : term.factors()) {
                product *= factor.of(values.getOrDefault(factor.input(), Double.NaN));
            }
            score += product;
        }
        return score;
    }
}
