package org.prodrome.cohort;

import java.util.List;
import java.util.Locale;
import org.prodrome.cohort.planted.PlantedFiles;

/**
 * What a planted cohort adds to the settings.
 *
 * @param years observed before the reference date; what happened earlier is in the chart only where it is still active
 * @param panelVersion which hospital's laboratory: 1, or 2 for external evaluation
 * @param without planted diseases and decoys that nobody gets: the counterfactual
 * @param sha256 of the planted files
 */
record PlantedSettings(int years, int panelVersion, List<String> without, String sha256) {
    PlantedSettings {
        without = List.copyOf(without);
        if (years < 1) {
            throw new CohortException("--years: expected at least 1, got " + years);
        }
    }

    static PlantedSettings of(int years, int panelVersion, List<String> without) {
        PlantedFiles files = PlantedFiles.builtIn(panelVersion);
        for (String id : without) {
            if (files.diseases().stream().noneMatch(d -> d.id().equals(id))) {
                throw new CohortException("--without: expected a planted disease or decoy, got " + id);
            }
        }
        return new PlantedSettings(years, panelVersion, without, files.sha256());
    }

    PlantedFiles files() {
        return PlantedFiles.builtIn(panelVersion).without(without);
    }

    String command() {
        return String.format(
                Locale.ROOT,
                "--planted --years %d --panel-version %d%s",
                years,
                panelVersion,
                without.isEmpty() ? "" : " --without " + String.join(",", without));
    }
}
