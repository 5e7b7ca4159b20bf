package org.prodrome.cohort.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.prodrome.cohort.planted.Chance;

/**
 * Answers questions about one person. Days must be asked about in order: each starts from the states in which the one before ended,
 * which is a good guess and changes nothing of what is sampled. For one thread.
 */
final class PersonOracle {
    private final Oracle oracle;
    private final Person person;
    private final Series[] series;
    private final List<Lattice> lattices;
    /** (hypotheses): numbers of the cells in which the last day ended; -1 for silent. */
    private final int[] warm;

    private int lastDay = Integer.MIN_VALUE;

    PersonOracle(Oracle oracle, Person person) {
        this.oracle = oracle;
        this.person = person;
        this.series = Series.of(oracle.files().panel(), person.risk().sex(), person.values());
        this.lattices = oracle.hypotheses().stream()
                .map(hypothesis -> new Lattice(hypothesis, person.risk(), series))
                .toList();
        this.warm = new int[lattices.size()];
        Arrays.fill(warm, -1);
    }

    /** One answer to each question, about a day on which the person is alive. */
    List<Answer> answers(int day, List<Question> questions) {
        if (day < lastDay) {
            throw new IllegalArgumentException("day: expected days in order");
        }
        lastDay = day;
        var windows = new AskedWindows(lattices, questions);
        var averages = Stream.generate(() -> new SweepAverage(oracle.grid().sweeps()))
                .limit(questions.size())
                .toList();
        Chain chain = chain(day, windows);
        chain.sweep(oracle.grid().burnIn());
        List<Answer> answers = List.of();
        for (int round = 0; round < oracle.grid().mostRounds(); round++) {
            answers = round(chain, day, questions, windows, averages);
            if (answers.stream().allMatch(oracle.grid()::isEnough)) {
                break;
            }
        }
        Arrays.setAll(warm, chain::cellNumber);
        return answers;
    }

    private List<Answer> round(
            Chain chain, int day, List<Question> questions, AskedWindows windows, List<SweepAverage> averages) {
        int[] open = IntStream.range(0, questions.size())
                .filter(q -> !isRecorded(questions.get(q).outcome(), day))
                .toArray();
        for (int sweep = 0; sweep < oracle.grid().sweeps(); sweep++) {
            chain.sweep();
            for (int q : open) {
                windows.add(chain, q, averages.get(q));
            }
        }
        Answer[] answers = new Answer[questions.size()];
        Arrays.fill(answers, Answer.RECORDED);
        for (int q : open) {
            answers[q] = averages.get(q).answer();
        }
        return List.of(answers);
    }

    private Chain chain(int day, AskedWindows windows) {
        var residuals = new Residuals(series, day);
        Future future = future(day, windows.longestDays());
        var conditionals = new Conditional[lattices.size()];
        for (int h = 0; h < conditionals.length; h++) {
            Belief belief = belief(lattices.get(h), day, residuals, future, windows.of(h));
            conditionals[h] = new Conditional(lattices.get(h).hypothesis(), belief);
        }
        Chance seed =
                Chance.ofSeed(oracle.seed()).with(person.key()).with("oracle").with(day);
        var chain = new Chain(residuals, conditionals, new SplittableRandom(seed.state()));
        for (int h = 0; h < warm.length; h++) {
            chain.start(h, warm[h]);
        }
        return chain;
    }

    private Belief belief(Lattice lattice, int day, Residuals residuals, Future future, List<Window> windows) {
        var disease = lattice.hypothesis().disease();
        if (disease.isDecoy()) {
            return Prior.decoy(lattice, day, residuals);
        }
        return isRecorded(disease.id(), day)
                ? Prior.diagnosed(lattice, day, residuals, recorded(disease.id()))
                : Prior.undiagnosed(lattice, day, residuals, new Forecast(lattice, day, future, windows));
    }

    private Future future(int day, int longestDays) {
        double extra = oracle.hypotheses().stream()
                .filter(hypothesis -> isRecorded(hypothesis.disease().id(), day))
                .mapToDouble(Hypothesis::deathsPerDay)
                .sum();
        return new Future(oracle.deaths(), person.risk().sex(), day, extra, longestDays);
    }

    private boolean isRecorded(String disease, int day) {
        return recorded(disease) <= day;
    }

    private int recorded(String disease) {
        return person.diagnoses().getOrDefault(disease, Integer.MAX_VALUE);
    }
}
