package org.prodrome.reasoning.note;

/**
 * A word or a single punctuation mark of a text.
 *
 * @param start offset in the text
 * @param end offset after its last character
 * @param folded lower case, one spelling, singular; as written where the word is too long to be one
 * @param raw as written
 */
record Word(int start, int end, String folded, String raw) {

    boolean is(String other) {
        return folded.equals(other);
    }

    boolean isMark() {
        return end - start == 1 && !Character.isLetterOrDigit(raw.charAt(0));
    }
}
