package org.prodrome.reasoning.token;

import java.util.List;
import org.prodrome.reasoning.timeline.DataFile;

/**
 * Thresholds that every vocabulary's bins must have as edges, from {@code clinical-edges.json}.
 *
 * @param source where they come from
 * @param date when the file was last checked
 * @param edges per analyte, in its canonical unit
 */
record ClinicalEdges(String source, String date, List<Forced> edges) {

    record Forced(String analyte, List<Double> edges, String source) {}

    static ClinicalEdges load() {
        return DataFile.read(ClinicalEdges.class, "clinical-edges.json", ClinicalEdges.class);
    }

    List<Double> of(String analyte) {
        return edges.stream()
                .filter(forced -> forced.analyte().equals(analyte))
                .findFirst()
                .map(Forced::edges)
                .orElse(List.of());
    }
}
