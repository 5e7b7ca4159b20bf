package org.prodrome.reasoning.training;

import java.util.List;
import org.prodrome.reasoning.token.Vocabulary;

/**
 * Everything a training run reads: the output of {@link Sequences}.
 *
 * @param vocabulary fitted on the training patients only
 * @param outcomes in the order of {@link PatientSequence#outcomeAges()}
 * @param training several sequences per training patient
 * @param tuning several sequences per tuning patient: early stopping and calibration
 * @param trainingPatients how many distinct patients
 * @param tuningPatients how many distinct patients
 * @param heldOutPatients how many distinct patients evaluation will have; their data isn't here
 * @param synthetic whether the export says that its patients are synthetic
 */
public record SequenceData(
        Vocabulary vocabulary,
        Outcomes outcomes,
        List<PatientSequence> training,
        List<PatientSequence> tuning,
        int trainingPatients,
        int tuningPatients,
        int heldOutPatients,
        boolean synthetic) {
    public SequenceData {
        training = List.copyOf(training);
        tuning = List.copyOf(tuning);
    }
}
