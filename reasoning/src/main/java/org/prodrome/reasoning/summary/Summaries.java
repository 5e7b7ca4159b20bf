package org.prodrome.reasoning.summary;

import java.util.ArrayList;
import java.util.List;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.Timelines;

/** Writes the cited summary from templates: who, problems, trends, treatment, last contact, what texts tell, conflicts. Pure, thread-safe. */
public final class Summaries {
    private final SummaryFile file;
    private final ProblemSentences problems;
    private final TrendSentences trends;
    private final TreatmentSentences treatment;
    private final NotedSentences noted;
    private final ConflictSentences conflicts;

    private Summaries(SummaryFile file, Timelines timelines) {
        this.file = file;
        this.problems = new ProblemSentences(file, timelines);
        this.trends = new TrendSentences(file);
        this.treatment = new TreatmentSentences(file);
        this.noted = new NotedSentences(file);
        this.conflicts = new ConflictSentences(file);
    }

    /**
     * Loads and checks the summary's data file.
     *
     * @param timelines for the words and the parents of concepts
     */
    public static Summaries load(Timelines timelines) {
        return new Summaries(SummaryFile.load(), timelines);
    }

    /** About four to eight sentences, and every gap. */
    public Summary of(PatientRecord record, Timeline timeline) {
        List<Sentence> sentences = new ArrayList<>();
        sentences.add(WhoSentence.of(record, timeline));
        sentences.addAll(problems.of(record, timeline));
        sentences.addAll(trends.of(timeline));
        sentences.addAll(treatment.of(record, timeline));
        sentences.addAll(EventSentences.of(record, timeline));
        sentences.addAll(noted.of(record, timeline));
        sentences.addAll(conflicts.of(record, timeline).stream()
                .limit(file.mostConflicts())
                .toList());
        List<Gap> gaps = timeline.gaps().stream().distinct().toList();
        return new Summary(sentences, gaps);
    }
}
