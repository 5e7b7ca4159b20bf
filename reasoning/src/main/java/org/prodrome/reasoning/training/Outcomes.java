package org.prodrome.reasoning.training;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.reasoning.failure.ReasoningException.BrokenDataFile;
import org.prodrome.reasoning.model.ModelPackage;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.OutcomeDefinition;
import org.prodrome.reasoning.timeline.DataFile;

/**
 * What models are trained to foretell, from a data file.
 *
 * @param source where the definitions come from
 * @param date when the file was last checked
 * @param fromAgeYears youngest age at which an outcome is asked for
 * @param fewestTrainingEvents patients who must get an outcome for it to be learnt; a package answers no other
 * @param outcomes the definitions; their order is the order of {@code outcomeAges}
 */
public record Outcomes(
        String source, String date, int fromAgeYears, int fewestTrainingEvents, List<Definition> outcomes) {

    public Outcomes {
        outcomes = List.copyOf(outcomes);
        Set<String> ids = new HashSet<>();
        for (Definition outcome : outcomes) {
            if (!ids.add(outcome.id())) {
                throw new IllegalArgumentException("outcomes: expected each id once, got twice: " + outcome.id());
            }
        }
    }

    /**
     * One outcome: the first recorded diagnosis with one of these codes.
     *
     * @param snomed SNOMED CT concept ids
     * @param icd10cm ICD-10-CM codes; {@code E11*} stands for E11 and all below
     * @param source where the definition comes from
     */
    public record Definition(String id, String name, List<String> snomed, List<String> icd10cm, String source) {
        public Definition {
            snomed = List.copyOf(snomed);
            icd10cm = List.copyOf(icd10cm);
            if (snomed.isEmpty() && icd10cm.isEmpty()) {
                throw new IllegalArgumentException("outcomes: expected a code for " + id);
            }
        }

        /** The outcome as the model speaks of it. */
        public Outcome outcome() {
            return new Outcome(id, name);
        }

        /** Whether a concept is this outcome. */
        public boolean matches(CodedConcept concept) {
            return packaged().matches(concept);
        }

        /** The definition as a model package carries it. */
        OutcomeDefinition packaged() {
            return new OutcomeDefinition(id, name, snomed, icd10cm, source);
        }
    }

    /** The shipped outcomes. */
    public static Outcomes load() {
        return DataFile.read(Outcomes.class, "outcomes.json", Outcomes.class);
    }

    /** Those that a package answers, as it defines them. */
    public static Outcomes of(ModelPackage files) {
        return new Outcomes(
                "the package",
                files.settings().version(),
                (int) files.limits().fromAgeYears(),
                0,
                files.outcomes().stream()
                        .map(o -> new Definition(o.id(), o.name(), o.snomed(), o.icd10cm(), o.source()))
                        .toList());
    }

    /** A site's own outcomes, in the form of the shipped file; a missing, unknown or wrong field is refused by name. */
    public static Outcomes read(Path file) {
        ObjectMapper json = new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
        try {
            return json.readValue(Files.readAllBytes(file), Outcomes.class);
        } catch (NoSuchFileException e) {
            throw new BrokenDataFile("--outcomes: expected a file, found none", e);
        } catch (IOException e) {
            String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("not readable");
            throw new BrokenDataFile("--outcomes: expected outcomes in JSON: " + line, e);
        }
    }

    /** These outcomes alone, in the order of this list. */
    public Outcomes only(Set<String> ids) {
        return new Outcomes(
                source,
                date,
                fromAgeYears,
                fewestTrainingEvents,
                outcomes.stream().filter(outcome -> ids.contains(outcome.id())).toList());
    }

    /** The outcomes as the model speaks of them, in order. */
    public List<Outcome> list() {
        return outcomes.stream().map(Definition::outcome).toList();
    }
}
