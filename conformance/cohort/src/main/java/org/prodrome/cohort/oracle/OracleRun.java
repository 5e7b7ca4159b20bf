package org.prodrome.cohort.oracle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.prodrome.cohort.planted.Disease;

/** Answers an index file, one part of the truth after the other; a killed run goes on after the last whole part. */
final class OracleRun {
    private final Truth truth;
    private final Path index;
    private final Path out;
    private final GridSettings grid;
    private final long seed;
    private final OracleProgress progress;

    OracleRun(Truth truth, Path index, Path out, GridSettings grid, long seed, OracleProgress progress) {
        this.truth = truth;
        this.index = index;
        this.out = out;
        this.grid = grid;
        this.seed = seed;
        this.progress = progress;
    }

    /** @param passedOver outcomes that are asked and get no answer */
    void run(Crosswalk crosswalk, Set<String> passedOver, int threads) throws IOException, InterruptedException {
        progress.phase("reading the index");
        Set<String> outcomes = new HashSet<>();
        truth.files().diseases().stream()
                .filter(d -> !d.isDecoy())
                .map(Disease::id)
                .forEach(outcomes::add);
        Asked asked = Asked.read(index, crosswalk, outcomes, passedOver);
        progress.phase("reading the truth");
        Oracle oracle = Oracle.of(truth.files(), deaths(asked), grid, seed);
        FinishedParts finished = FinishedParts.open(out, truth, index, grid, seed);
        var results = new Results(asked.lines());
        progress.start(asked.patients());
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            for (Path part : truth.parts()) {
                part(part, oracle, asked, finished, workers).forEach(results::put);
            }
        }
        results.write(index, out);
        finished.delete();
        progress.done(results);
    }

    /** The life table of the whole cohort; on the way, whether each person who is asked about is there, and alive on the day. */
    private LifeTable deaths(Asked asked) {
        var tally = new LifeTable.Tally();
        List<Hypothesis> hypotheses = Oracle.hypotheses(truth.files(), grid);
        Set<String> missing = new HashSet<>(asked.patientIds());
        for (Path part : truth.parts()) {
            Truth.each(part, (person, line) -> {
                tally.life(person.known(), hypotheses);
                missing.remove(person.patient());
                for (int[] row : asked.of(person.patient())) {
                    checkDay(row[0], row[1] - (int) person.birth().toEpochDay(), person.endDay());
                }
            });
        }
        if (!missing.isEmpty()) {
            throw new OracleException(String.format(
                    Locale.ROOT,
                    "%s: patient: expected people of --truth, got %d who are not there",
                    index.getFileName(),
                    missing.size()));
        }
        return tally.table();
    }

    private void checkDay(int line, int day, int endDay) {
        if (day < 0 || day > endDay) {
            throw PackedLines.at(
                    index,
                    line + 1L,
                    "date: expected a day of the person's life, got one %s"
                            .formatted(day < 0 ? "before birth" : "after its end"));
        }
    }

    private List<Results.Done> part(
            Path part, Oracle oracle, Asked asked, FinishedParts finished, ExecutorService workers)
            throws IOException, InterruptedException {
        List<Results.Done> done = finished.of(part);
        if (done != null) {
            progress.resumed((int) countAsked(part, asked));
            return done;
        }
        List<Callable<List<Results.Done>>> persons = new ArrayList<>();
        Truth.each(part, (person, line) -> {
            if (asked.of(person.patient()).length > 0) {
                persons.add(() -> answered(person, oracle, asked));
            }
        });
        List<Results.Done> all = new ArrayList<>();
        for (Future<List<Results.Done>> one : workers.invokeAll(persons)) {
            all.addAll(finished(one, part));
        }
        finished.keep(part, all);
        return all;
    }

    private static long countAsked(Path part, Asked asked) {
        long[] count = {0};
        Truth.each(part, (person, line) -> count[0] += asked.of(person.patient()).length > 0 ? 1 : 0);
        return count[0];
    }

    private static List<Results.Done> finished(Future<List<Results.Done>> one, Path part) throws InterruptedException {
        try {
            return one.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OracleException ours) {
                throw PackedLines.in(part, String.valueOf(ours.getMessage()), ours);
            }
            throw PackedLines.in(part, "a person could not be worked on", e);
        }
    }

    private List<Results.Done> answered(TruthPerson person, Oracle oracle, Asked asked) {
        int[][] rows = asked.of(person.patient());
        int birth = (int) person.birth().toEpochDay();
        PersonOracle about = oracle.about(person.known());
        List<Results.Done> done = new ArrayList<>();
        for (int from = 0; from < rows.length; ) {
            int to = from;
            List<Question> questions = new ArrayList<>();
            while (to < rows.length && rows[to][1] == rows[from][1]) {
                questions.add(asked.question(rows[to++][2]));
            }
            List<Answer> answers = about.answers(rows[from][1] - birth, questions);
            for (int i = from; i < to; i++) {
                Answer answer = answers.get(i - from);
                done.add(new Results.Done(rows[i][0], answer.probability(), (float) answer.effectiveSampleSize()));
            }
            from = to;
        }
        progress.person(rows.length);
        return done;
    }
}
