package org.prodrome.reasoning.training;

/**
 * How sequences are made.
 *
 * @param window most tokens per sequence, at least 8
 * @param windowsPerPatient as-of days drawn per patient, at least 1
 * @param fewestPatients concepts of fewer training patients stay unknown
 * @param seed of the as-of days and the value samples
 * @param notes whether what texts say becomes tokens
 */
public record SequenceSettings(int window, int windowsPerPatient, int fewestPatients, long seed, boolean notes) {
    public SequenceSettings {
        if (windowsPerPatient < 1 || fewestPatients < 1) {
            throw new IllegalArgumentException(
                    "settings: expected at least 1 window per patient and 1 patient per concept");
        }
    }
}
