package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.model.Forward;
import org.prodrome.reasoning.model.ModelFiles;
import org.prodrome.reasoning.model.RiskModel;

/** The shipped {@code tiny} experiment, whole: data in, signed package out, loaded and asked. */
class TinyTrainingTest {

    private static final int HORIZON = 730;

    @TempDir
    Path directory;

    @Test
    void learnsAPlantedSignalThatAgeAndSexCannotShow() {
        TestPackages packages = new TestPackages(directory);
        SequenceData data = TestSequences.data(400, 150, 21);
        Path model = directory.resolve("model");
        Trained trained = PackageWriter.train(
                TrainingConfig.named("tiny"), data, packages.order(model, 1), false, TrainingProgress.silent());
        Trained.Point first = trained.curve().getFirst();
        Trained.Point last = trained.curve().getLast();
        assertThat(last.tuningRisk()).isLessThan(first.tuningRisk());
        assertThat(last.nextEvent()).isLessThan(first.nextEvent());
        try (RiskModel loaded = RiskModel.load(model, packages.trusted())) {
            assertThat(auroc(loaded.files().directory(), TestSequences.patients(300, 77)))
                    .isGreaterThan(0.8);
        }
    }

    /** Share of pairs of one who got the disease and one who didn't that are in order. */
    private static double auroc(Path model, List<PatientSequence> patients) {
        List<double[][]> risks = new ArrayList<>();
        var settings =
                new ModelFiles.Settings("t", "1", true, 64, List.of(64), Trainer.EDGES, List.of(365, HORIZON), 365, 1);
        try (var forward = new Forward(model.resolve("saved_model"), settings, 1)) {
            risks.addAll(
                    forward.risks(patients.stream().map(PatientSequence::tokens).toList()));
        }
        Labelled labelled = Labelled.of(patients, 0, HORIZON);
        double pairs = 0;
        double ordered = 0;
        for (int i = 0; i < labelled.events().length; i++) {
            for (int j = 0; j < labelled.events().length; j++) {
                if (labelled.events()[i] && !labelled.events()[j]) {
                    double a = risk(risks, labelled, i);
                    double b = risk(risks, labelled, j);
                    pairs++;
                    ordered += a > b ? 1 : a == b ? 0.5 : 0;
                }
            }
        }
        return ordered / pairs;
    }

    private static double risk(List<double[][]> risks, Labelled labelled, int i) {
        return risks.get(labelled.places().get(i))[0][Trainer.EDGES.indexOf(HORIZON)];
    }
}
