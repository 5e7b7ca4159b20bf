package org.prodrome.reasoning.training;

import java.util.Locale;

/** Object mother: experiments of a few steps. */
final class TestConfigs {

    private TestConfigs() {}

    /** Enough of a rate and a batch to learn what the made-up patients' laboratory tells. */
    static TrainingConfig learning(int steps) {
        return learning(steps, "float32");
    }

    /** The same with products in bfloat16. */
    static TrainingConfig inHalves(int steps) {
        return learning(steps, "bfloat16");
    }

    private static TrainingConfig learning(int steps, String precision) {
        return TrainingConfig.parse("test", String.format(Locale.ROOT, """
                {"name": "test", "width": 16, "layers": 2, "heads": 2, "analytes": 8, "window": 64, "windowsPerPatient": 4, "fewestPatients": 1, "reads": 2,
                 "batchTokens": 2112, "steps": %d, "warmUpSteps": 2,
                 "peakRate": 5e-3, "floorShare": 0.1, "beta1": 0.9, "beta2": 0.99, "weightDecay": 0.1, "clipNorm": 1.0,
                 "dropout": 0.1, "riskWeight": 5.0,
                 "evaluateEvery": 20, "patience": 50, "checkpointEvery": 1000, "threads": 1, "seed": 7, "precision": "%s"}
                """, steps, precision));
    }

    static TrainingConfig steps(int steps, int checkpointEvery, int patience) {
        return TrainingConfig.parse("test", String.format(Locale.ROOT, """
                {"name": "test", "width": 16, "layers": 2, "heads": 2, "analytes": 8, "window": 64, "windowsPerPatient": 4, "fewestPatients": 1, "reads": 2,
                 "batchTokens": 528, "steps": %d, "warmUpSteps": 2,
                 "peakRate": 3e-3, "floorShare": 0.1, "beta1": 0.9, "beta2": 0.99, "weightDecay": 0.1, "clipNorm": 1.0,
                 "dropout": 0.1, "riskWeight": 2.0,
                 "evaluateEvery": 5, "patience": %d, "checkpointEvery": %d, "threads": 1, "seed": 7}
                """, steps, patience, checkpointEvery));
    }
}
