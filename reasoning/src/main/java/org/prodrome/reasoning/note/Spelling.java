package org.prodrome.reasoning.note;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Takes a long word that is one slip (a letter missing, added, changed or swapped) from a term's word for that word.
 *
 * <p>Every word is filed under itself and under itself with one letter left out; two words one slip apart meet there. The
 * first letter has to be right.
 */
final class Spelling {

    private static final int SHORTEST = 7;

    private final Set<String> vocabulary;
    private final Set<String> ordinary;
    private final Map<String, String> nearby = new HashMap<>();

    Spelling(Set<String> vocabulary, Set<String> ordinary) {
        this.vocabulary = Set.copyOf(vocabulary);
        this.ordinary = Set.copyOf(ordinary);
        vocabulary.stream().filter(word -> word.length() >= SHORTEST).sorted().forEach(word -> {
            nearby.putIfAbsent(word, word);
            for (int i = 1; i < word.length(); i++) {
                nearby.putIfAbsent(without(word, i), word);
            }
        });
    }

    /** The term's word that is meant, else the word itself. */
    String corrected(String word) {
        if (word.length() < SHORTEST || vocabulary.contains(word) || ordinary.contains(word)) {
            return word;
        }
        String found = nearby.get(word);
        for (int i = 1; found == null && i < word.length(); i++) {
            String candidate = nearby.get(without(word, i));
            found = candidate != null && isOneSlip(word, candidate) ? candidate : null;
        }
        return found == null ? word : found;
    }

    private static String without(String word, int at) {
        return word.substring(0, at) + word.substring(at + 1);
    }

    /** Whether one deletion, insertion, change or swap of neighbours makes one of the other. */
    static boolean isOneSlip(String a, String b) {
        int start = 0;
        int shorter = Math.min(a.length(), b.length());
        while (start < shorter && a.charAt(start) == b.charAt(start)) {
            start++;
        }
        String left = a.substring(start);
        String right = b.substring(start);
        return switch (left.length() - right.length()) {
            case 1 -> left.substring(1).equals(right);
            case -1 -> right.substring(1).equals(left);
            case 0 -> left.isEmpty() || left.substring(1).equals(right.substring(1)) || isSwap(left, right);
            default -> false;
        };
    }

    private static boolean isSwap(String left, String right) {
        return left.length() >= 2
                && left.charAt(0) == right.charAt(1)
                && left.charAt(1) == right.charAt(0)
                && left.substring(2).equals(right.substring(2));
    }
}
