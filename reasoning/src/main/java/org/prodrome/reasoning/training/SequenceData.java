package org.prodrome.reasoning.training;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.prodrome.reasoning.failure.ReasoningException.RefusedData;
import org.prodrome.reasoning.token.Vocabulary;

/**
 * Everything a training run reads: the output of {@link Sequences}.
 *
 * @param vocabulary fitted on the training patients only
 * @param outcomes in the order of {@link PatientSequence#outcomeAges()}
 * @param training several sequences per training patient
 * @param tuning of each tuning patient and year the first visit at or after a random day, as in evaluation: early stopping and
 *     calibration
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

    /** Without the outcomes that fewer training patients get than the outcomes' own least number. */
    public SequenceData learnable() {
        int[] kept = IntStream.range(0, outcomes.outcomes().size())
                .filter(o -> patientsWhoGet(o) >= outcomes.fewestTrainingEvents())
                .toArray();
        if (kept.length == 0) {
            throw new RefusedData(
                    "data: expected at least " + outcomes.fewestTrainingEvents()
                            + " training patients who get one of the outcomes, got fewer for each",
                    null);
        }
        Set<String> ids = IntStream.of(kept)
                .mapToObj(o -> outcomes.outcomes().get(o).id())
                .collect(Collectors.toSet());
        return new SequenceData(
                vocabulary,
                outcomes.only(ids),
                training.stream().map(sequence -> sequence.keeping(kept)).toList(),
                tuning.stream().map(sequence -> sequence.keeping(kept)).toList(),
                trainingPatients,
                tuningPatients,
                heldOutPatients,
                synthetic);
    }

    /** Training patients with the outcome after one of their as-of days, while observed. */
    private long patientsWhoGet(int outcome) {
        return training.stream()
                .filter(sequence -> sequence.outcomeAges()[outcome] > sequence.asOfAge()
                        && sequence.outcomeAges()[outcome] <= sequence.endAge())
                .mapToLong(PatientSequence::patient)
                .distinct()
                .count();
    }
}
