package org.prodrome.cohort.planted;

import static org.prodrome.cohort.planted.PlantedException.require;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One planted disease or decoy, as its file says.
 *
 * @param codes what the diagnosis is recorded as; null for a decoy, which is never recorded
 */
public record Disease(
        String id, String name, @Nullable Codes codes, Hazard hazard, Course course, List<Precursor> precursors) {
    public Disease {
        require(id.matches("[a-z0-9-]+"), "id: expected lower case letters, digits and hyphens, got " + id);
        precursors = List.copyOf(precursors);
        require(!precursors.isEmpty(), "precursors: expected at least one, got none");
        require(
                (course instanceof Course.Progressing) == (codes != null),
                "codes: expected for a disease and null for a decoy");
    }

    public boolean isDecoy() {
        return course instanceof Course.Stalling;
    }

    /** The codes of a disease; a decoy has none, so nobody may ask. */
    public Codes recorded() {
        if (codes == null) {
            throw new IllegalStateException(id + ": expected a disease, is a decoy");
        }
        return codes;
    }

    public Optional<Precursor> precursor(String loinc) {
        return precursors.stream().filter(p -> p.loinc().equals(loinc)).findFirst();
    }

    /** The counterfactual: a factor of 0 plants nobody. */
    public Disease withInflation(double factor) {
        return new Disease(id, name, codes, hazard.withInflation(factor), course, precursors);
    }

    /** The diagnosis in SNOMED CT and ICD-10-CM, and what is prescribed with it. */
    public record Codes(String snomed, String icd10cm, String display, List<Treatment> treatments) {
        public Codes {
            treatments = List.copyOf(treatments);
        }
    }

    /** A medicine started at the diagnosis: a choice for plausibility, without effect on any value. */
    public record Treatment(String rxnorm, String display) {}
}
