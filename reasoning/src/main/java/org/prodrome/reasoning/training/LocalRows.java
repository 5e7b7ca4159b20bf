package org.prodrome.reasoning.training;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.model.ModelPackage;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.Timelines;
import org.prodrome.reasoning.token.Tokenizer;

/**
 * A site's patients as a packaged model sees them, in the package's own tokens: of each year the first visit at or after a random
 * day.
 *
 * @param fitted of the patients to fit on
 * @param heldOut of patients nothing is fitted on, here or in training
 */
record LocalRows(List<PatientSequence> fitted, List<PatientSequence> heldOut) {

    private static final int HISTORY_DAYS = 365;

    LocalRows {
        fitted = List.copyOf(fitted);
        heldOut = List.copyOf(heldOut);
    }

    /**
     * Reads an export once.
     *
     * @param parts whose patients to fit on
     * @throws org.prodrome.reasoning.failure.ReasoningException.RefusedData where the package can read next to nothing of it
     */
    static LocalRows read(
            RecordSource source,
            ModelPackage files,
            Outcomes outcomes,
            Set<Split> parts,
            Progress progress,
            long seed) {
        Timelines timelines = Timelines.load();
        Tokenizer tokenizer = new Tokenizer(files.vocabulary(), files.settings().window());
        Readability readable = new Readability(tokenizer::knows);
        List<PatientSequence> fitted = new ArrayList<>();
        List<PatientSequence> heldOut = new ArrayList<>();
        progress.phase("rows", source.count());
        source.forEachInOrder(record -> {
            FollowUp.of(record, outcomes).ifPresent(life -> {
                Split part = Split.of(life.patient());
                if (part == Split.HELD_OUT || parts.contains(part)) {
                    (part == Split.HELD_OUT ? heldOut : fitted)
                            .addAll(rows(record, life, outcomes, timelines, tokenizer, readable, seed));
                }
            });
            progress.step();
        });
        readable.require("data", progress);
        return new LocalRows(fitted, heldOut);
    }

    private static List<PatientSequence> rows(
            PatientRecord record,
            FollowUp life,
            Outcomes outcomes,
            Timelines timelines,
            Tokenizer tokenizer,
            Readability readable,
            long seed) {
        List<PatientSequence> rows = new ArrayList<>();
        for (int day : AsOfDays.perYear(life, outcomes.fromAgeYears(), HISTORY_DAYS, seed)) {
            Timeline timeline = timelines.build(record, life.birth().plusDays(day));
            readable.look(timeline);
            rows.add(new PatientSequence(
                    life.patient(), tokenizer.tokenize(timeline), day, life.outcomeAges(), life.endAge(), life.died()));
        }
        return rows;
    }

    /** How many patients rows are of. */
    static int patients(List<PatientSequence> rows) {
        Set<Long> patients = new HashSet<>();
        rows.forEach(row -> patients.add(row.patient()));
        return patients.size();
    }
}
