package org.prodrome.cohort.oracle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/** All that an index file asks, by patient: three numbers for each line, so that millions of lines fit in memory. */
final class Asked {
    private static final int FIELDS = 3;

    private final List<Question> questions = new ArrayList<>();
    private final Map<Question, Integer> numbers = new HashMap<>();
    private final Map<String, int[]> byPatient = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private int lines;

    private Asked() {}

    /**
     * Reads an index file.
     *
     * @param outcomes that can be answered
     * @param passedOver that are asked and get no answer
     */
    static Asked read(Path index, Crosswalk crosswalk, Set<String> outcomes, Set<String> passedOver) {
        var asked = new Asked();
        PackedLines.read(index, IndexLine.class, (line, number) -> {
            Crosswalk.Entry who = crosswalk.of(line.patient());
            if (who == null) {
                throw PackedLines.at(index, number, "patient: expected one of the crosswalk's pseudonyms");
            }
            if (outcomes.contains(line.outcome())) {
                int day = (int) line.date().minusDays(who.shiftDays()).toEpochDay();
                asked.add(who.patient(), day, asked.number(index, number, line));
            } else if (!passedOver.contains(line.outcome())) {
                throw PackedLines.at(
                        index,
                        number,
                        "outcome: expected a planted disease, got " + line.outcome()
                                + " (--pass-over leaves an outcome unanswered)");
            }
            asked.lines++;
        });
        return asked;
    }

    /** Non-blank lines of the file. */
    int lines() {
        return lines;
    }

    int patients() {
        return byPatient.size();
    }

    Set<String> patientIds() {
        return byPatient.keySet();
    }

    Question question(int number) {
        return questions.get(number);
    }

    /** (asked, 3): line from 0, day since the epoch, number of the question; by day. Empty for who is not asked about. */
    int[][] of(String patient) {
        int[] flat = byPatient.getOrDefault(patient, new int[0]);
        int[][] rows = new int[counts.getOrDefault(patient, 0)][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(flat, i * FIELDS, (i + 1) * FIELDS);
        }
        ToIntFunction<int[]> day = row -> row[1];
        Arrays.sort(rows, Comparator.comparingInt(day).thenComparingInt(row -> row[0]));
        return rows;
    }

    private int number(Path index, long line, IndexLine asked) {
        try {
            var question = new Question(asked.outcome(), new Window(asked.horizonDays(), asked.gapDays()));
            return numbers.computeIfAbsent(question, unseen -> {
                questions.add(unseen);
                return questions.size() - 1;
            });
        } catch (OracleException e) {
            throw PackedLines.at(index, line, String.valueOf(e.getMessage()), e);
        }
    }

    private void add(String patient, int epochDay, int question) {
        int count = counts.merge(patient, 1, Integer::sum);
        int[] flat = byPatient.getOrDefault(patient, new int[0]);
        if (flat.length < count * FIELDS) {
            flat = Arrays.copyOf(flat, Math.max(8, count * 2) * FIELDS);
            byPatient.put(patient, flat);
        }
        int at = (count - 1) * FIELDS;
        flat[at] = lines;
        flat[at + 1] = epochDay;
        flat[at + 2] = question;
    }
}
