package org.prodrome.reasoning.note;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.NoteFinding.Assertion;
import org.prodrome.reasoning.note.LabelledText.Label;

/**
 * What a reader found beside what people marked. A mention and a label match when their key is the same and their spans
 * overlap; each counts once.
 *
 * @param texts how many were read
 * @param confusion how many with a marked (row) and a found (column) assertion; the last row and column stand for none
 * @param sameSpan how many matches have exactly the same offsets
 * @param errors what did not match or has another assertion
 */
public record NoteEvaluation(int texts, int[][] confusion, int sameSpan, List<Miss> errors) {

    private static final int NONE = Assertion.values().length;

    /**
     * One error.
     *
     * @param text the row's id
     * @param start of the label, or of the mention where nothing was marked
     * @param marked null when nothing was marked
     * @param found null when nothing was found
     */
    public record Miss(
            String text,
            int start,
            int end,
            String key,
            @Nullable Assertion marked,
            @Nullable Assertion found) {}

    public NoteEvaluation {
        confusion = Arrays.stream(confusion).map(int[]::clone).toArray(int[][]::new);
        errors = List.copyOf(errors);
    }

    /** Reads every text and compares. */
    public static NoteEvaluation of(NoteReader reader, List<LabelledText> texts) {
        int[][] confusion = new int[NONE + 1][NONE + 1];
        List<Miss> errors = new ArrayList<>();
        int sameSpan = 0;
        for (LabelledText text : texts) {
            List<Mention> mentions = reader.read(text.text(), text.section());
            Set<Mention> left = new HashSet<>(mentions);
            for (Label label : text.labels()) {
                Mention match = match(label, mentions, left);
                if (match != null) {
                    left.remove(match);
                    sameSpan += match.start() == label.start() && match.end() == label.end() ? 1 : 0;
                }
                Assertion found = match == null ? null : match.assertion();
                count(confusion, errors, text.id(), label, found);
            }
            mentions.stream().filter(left::contains).forEach(mention -> {
                confusion[NONE][mention.assertion().ordinal()]++;
                String key = mention.concept().key();
                errors.add(new Miss(text.id(), mention.start(), mention.end(), key, null, mention.assertion()));
            });
        }
        return new NoteEvaluation(texts.size(), confusion, sameSpan, errors);
    }

    private static @Nullable Mention match(Label label, List<Mention> mentions, Set<Mention> left) {
        return mentions.stream()
                .filter(left::contains)
                .filter(mention -> mention.concept().key().equals(label.key()))
                .filter(mention -> mention.start() < label.end() && label.start() < mention.end())
                .findFirst()
                .orElse(null);
    }

    private static void count(int[][] confusion, List<Miss> errors, String id, Label label, @Nullable Assertion found) {
        confusion[label.assertion().ordinal()][found == null ? NONE : found.ordinal()]++;
        if (found != label.assertion()) {
            errors.add(new Miss(id, label.start(), label.end(), label.key(), label.assertion(), found));
        }
    }

    /** Precision, recall and F1 of one assertion; NaN where there is nothing to divide by. */
    public record Score(int marked, int found, int right) {
        public double precision() {
            return (double) right / found;
        }

        public double recall() {
            return (double) right / marked;
        }

        public double f1() {
            return 2.0 * right / (marked + found);
        }
    }

    public Score score(Assertion assertion) {
        int row = assertion.ordinal();
        int found = 0;
        for (int[] marked : confusion) {
            found += marked[row];
        }
        return new Score(Arrays.stream(confusion[row]).sum(), found, confusion[row][row]);
    }

    /** Every concept, whatever its assertion. */
    public Score concepts() {
        int marked = 0;
        int found = 0;
        int both = 0;
        for (int row = 0; row <= NONE; row++) {
            for (int column = 0; column <= NONE; column++) {
                marked += row < NONE ? confusion[row][column] : 0;
                found += column < NONE ? confusion[row][column] : 0;
                both += row < NONE && column < NONE ? confusion[row][column] : 0;
            }
        }
        return new Score(marked, found, both);
    }

    /** Of the marked concepts that were found, the share whose negated or not negated is right. */
    public double negationAccuracy() {
        return (double) rightNegation() / concepts().right();
    }

    /** The same, with every marked concept that was not found counted as wrong. */
    public double strictNegationAccuracy() {
        return (double) rightNegation() / concepts().marked();
    }

    private int rightNegation() {
        int negated = Assertion.NEGATED.ordinal();
        int right = 0;
        for (int row = 0; row < NONE; row++) {
            for (int column = 0; column < NONE; column++) {
                right += (row == negated) == (column == negated) ? confusion[row][column] : 0;
            }
        }
        return right;
    }
}
