package org.prodrome.cohort.oracle;

import java.util.List;
import org.prodrome.cohort.planted.Sex;

/**
 * One simulated person on one day, asked everything.
 *
 * @param person number
 * @param weight how many such rows it stands for
 * @param given the oracle's answers, in the order of the questions
 * @param withoutValues its answers without any recorded value: what hazard and time alone say
 * @param happened whether each came true; meaningless where no answer is given
 * @param lastValues by analyte of the panel; not a number where there is none
 */
record CheckRow(
        long person,
        double weight,
        double age,
        Sex sex,
        List<Answer> given,
        List<Answer> withoutValues,
        List<Boolean> happened,
        List<Double> lastValues) {
    CheckRow {
        given = List.copyOf(given);
        withoutValues = List.copyOf(withoutValues);
        happened = List.copyOf(happened);
        lastValues = List.copyOf(lastValues);
    }
}
