package org.prodrome.reasoning.token;

import static org.prodrome.reasoning.TestRecords.BIRTH;
import static org.prodrome.reasoning.TestRecords.diagnosis;
import static org.prodrome.reasoning.TestRecords.lab;
import static org.prodrome.reasoning.TestRecords.order;
import static org.prodrome.reasoning.TestRecords.record;
import static org.prodrome.reasoning.TestRecords.visit;

import java.time.LocalDate;
import java.util.Map;
import org.prodrome.reasoning.timeline.Timelines;

/** A vocabulary fitted on a hundred invented people. */
final class TestVocabularies {

    private TestVocabularies() {}

    static Vocabulary small(Timelines timelines) {
        VocabularyBuilder builder = new VocabularyBuilder(timelines, 7, false);
        LocalDate day = BIRTH.plusYears(40);
        for (int person = 0; person < 100; person++) {
            builder.add(timelines.build(
                    record(
                            "p" + person,
                            lab("a", "4548-4", day, Double.toString(4.5 + 0.05 * person), "%"),
                            lab("b", "2345-7", day, Integer.toString(70 + person), "mg/dL"),
                            diagnosis("c", "44054006", day),
                            diagnosis("d", "59621000", day),
                            order("e", day, "active", "order", "6809", "29046"),
                            visit("f", day)),
                    day));
        }
        return builder.build(5, Map.of());
    }
}
