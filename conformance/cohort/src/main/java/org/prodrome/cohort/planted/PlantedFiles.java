package org.prodrome.cohort.planted;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that is planted: the disease files in the order of {@code index.json}, the panel, the people.
 *
 * @param sha256 of all bytes that were read, in that order; recorded with every cohort
 */
public record PlantedFiles(List<Disease> diseases, Panel panel, People people, String sha256) {
    public PlantedFiles {
        diseases = List.copyOf(diseases);
        Set<String> ids = new HashSet<>();
        for (Disease disease : diseases) {
            PlantedException.require(ids.add(disease.id()), "id: expected each once, got twice " + disease.id());
            for (Precursor precursor : disease.precursors()) {
                PlantedException.require(
                        panel.analytes().stream().anyMatch(a -> a.loinc().equals(precursor.loinc())),
                        "diseases/%s.json: precursors: expected a main code of panel.json, got %s"
                                .formatted(disease.id(), precursor.loinc()));
            }
        }
    }

    /** The files the product ships, with version 1 or 2 of the panel. */
    public static PlantedFiles builtIn(int panelVersion) {
        return new PlantedReader(PlantedReader.Source.resources()).read(panelVersion);
    }

    /** The same with other hazards: {@code inflation} 0 for the diseases named. The counterfactual, for tests and twins. */
    public PlantedFiles without(Collection<String> absent) {
        List<Disease> changed = new ArrayList<>(diseases);
        changed.replaceAll(d -> absent.contains(d.id()) ? d.withInflation(0) : d);
        return new PlantedFiles(changed, panel, people, sha256);
    }
}
