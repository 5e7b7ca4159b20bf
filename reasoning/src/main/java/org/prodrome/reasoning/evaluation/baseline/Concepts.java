package org.prodrome.reasoning.evaluation.baseline;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers concepts as they are met and counts the training patients who have them. Not thread-safe. */
final class Concepts {

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<Integer> patients = new ArrayList<>();

    /** The number of a concept, a new one for a new concept. */
    int number(String concept) {
        return numbers.computeIfAbsent(concept, name -> {
            names.add(name);
            patients.add(0);
            return names.size() - 1;
        });
    }

    /** The number of a concept, -1 when nobody has it. */
    int known(String concept) {
        return numbers.getOrDefault(concept, -1);
    }

    String name(int number) {
        return names.get(number);
    }

    int size() {
        return names.size();
    }

    /** One training patient has these. */
    void count(BitSet concepts) {
        concepts.stream().forEach(number -> patients.set(number, patients.get(number) + 1));
    }

    /** How many training patients have a concept. */
    int patients(String concept) {
        int number = known(concept);
        return number < 0 ? 0 : patients.get(number);
    }

    int patients(int number) {
        return patients.get(number);
    }
}
