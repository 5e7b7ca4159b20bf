package org.prodrome.reasoning.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.prodrome.reasoning.model.Inputs;

/**
 * Which sequences meet in which step: buckets of like length, shuffled anew each epoch from the seed alone, so that a
 * resumed run goes on with the very step the killed one would have taken.
 */
final class BatchPlan {

    /** Sequences of one bucket. */
    record Group(int time, List<PatientSequence> sequences) {}

    private final Map<Integer, List<PatientSequence>> buckets = new TreeMap<>();
    private final TrainingConfig config;
    private int plannedEpoch = -1;
    private List<Group> planned = List.of();

    BatchPlan(List<PatientSequence> sequences, TrainingConfig config) {
        this.config = config;
        for (PatientSequence sequence : sequences) {
            int events = sequence.tokens().length() - 1;
            int bucket = Inputs.bucket(config.buckets(), events);
            buckets.computeIfAbsent(bucket, b -> new ArrayList<>()).add(sequence);
        }
    }

    /** The group of a step, counted from 0 over all epochs. */
    Group at(int step) {
        if (plannedEpoch < 0) {
            plan(0);
        }
        int epoch = step / planned.size();
        if (epoch != plannedEpoch) {
            plan(epoch);
        }
        return planned.get(step % planned.size());
    }

    /** One unshuffled pass. */
    List<Group> pass() {
        List<Group> groups = new ArrayList<>();
        buckets.forEach((bucket, sequences) -> cut(bucket, sequences, groups));
        return groups;
    }

    private void plan(int epoch) {
        Random random = new Random(config.seed() * 1_000_003 + epoch);
        List<Group> groups = new ArrayList<>();
        buckets.forEach((bucket, sequences) -> {
            List<PatientSequence> shuffled = new ArrayList<>(sequences);
            Collections.shuffle(shuffled, random);
            cut(bucket, shuffled, groups);
        });
        Collections.shuffle(groups, random);
        planned = groups;
        plannedEpoch = epoch;
    }

    private void cut(int bucket, List<PatientSequence> sequences, List<Group> groups) {
        int time = bucket + config.reads();
        int size = Math.max(1, config.batchTokens() / time);
        for (int from = 0; from < sequences.size(); from += size) {
            groups.add(new Group(time, sequences.subList(from, Math.min(sequences.size(), from + size))));
        }
    }
}
