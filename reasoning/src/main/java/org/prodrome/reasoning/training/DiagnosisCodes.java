package org.prodrome.reasoning.training;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.prodrome.fhir.record.Coding;
import org.prodrome.reasoning.timeline.Timelines;
import org.prodrome.reasoning.token.Vocabulary;

/** Which ids of a vocabulary record an outcome: of the concepts that its codes are read as. */
final class DiagnosisCodes {

    private static final String ICD = "icd10cm|";

    private DiagnosisCodes() {}

    /** Rising; empty where the vocabulary has none of them. */
    static List<Integer> of(Outcomes.Definition outcome, Vocabulary vocabulary, Timelines timelines) {
        Map<String, Integer> index = vocabulary.index();
        Set<Integer> ids = new TreeSet<>();
        for (String code : outcome.snomed()) {
            add(new Coding(Coding.SNOMED, code, null), index, timelines, ids);
        }
        for (String pattern : outcome.icd10cm()) {
            Coding code = new Coding(Coding.ICD_10_CM, pattern.replace("*", ""), null);
            add(code, index, timelines, ids);
            if (pattern.endsWith("*")) {
                Stream.concat(
                                timelines.diagnosesBelow(code),
                                index.keySet().stream().filter(concept -> concept.startsWith(ICD + code.code())))
                        .map(index::get)
                        .filter(Objects::nonNull)
                        .forEach(ids::add);
            }
        }
        return List.copyOf(ids);
    }

    private static void add(Coding coding, Map<String, Integer> index, Timelines timelines, Set<Integer> ids) {
        timelines.diagnosis(coding).map(index::get).ifPresent(ids::add);
    }
}
