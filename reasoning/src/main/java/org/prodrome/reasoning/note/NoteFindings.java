package org.prodrome.reasoning.note;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.NoteDocument;
import org.prodrome.fhir.record.NoteFinding;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.record.Report;
import org.prodrome.reasoning.timeline.EventDays;

/** Stage 3b: adds what the texts of a record say to the record. Pure, thread-safe. */
public final class NoteFindings {

    private static final String BETWEEN = "\n\n";
    private static final Map<String, String> SYSTEMS = Map.of("sct", Coding.SNOMED, "rxnorm", Coding.RXNORM);

    private final NoteReader reader;
    private final int most;

    public NoteFindings(NoteReader reader) {
        this(reader, reader.mostCharacters());
    }

    /** At most so many characters of one record, newest texts first; a gap says when there were more. */
    NoteFindings(NoteReader reader, int most) {
        this.reader = reader;
        this.most = most;
    }

    /** With the lexicon, headings and context phrases that ship. */
    public static NoteFindings load() {
        return new NoteFindings(NoteReader.load());
    }

    /**
     * The record with its findings; the same record when it has none or has them already.
     *
     * <p>Later texts count against how much is read: where there is too much, ask with a day.
     */
    public PatientRecord addTo(PatientRecord record) {
        return addTo(record, LocalDate.MAX);
    }

    /** The record with the findings of what was written up to a day: later texts take none of the room there is. */
    public PatientRecord addTo(PatientRecord record, LocalDate asOf) {
        if (record.events(NoteFinding.class).findAny().isPresent()) {
            return record;
        }
        List<ClinicalEvent> texts = record.events().stream()
                .filter(event -> EventDays.isBy(event, asOf) && textOf(event).isPresent())
                .sorted(Comparator.comparing(ClinicalEvent::time, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .reversed()
                        .thenComparing(event -> event.source().literal()))
                .toList();
        return texts.isEmpty() ? record : with(record, texts);
    }

    private PatientRecord with(PatientRecord record, List<ClinicalEvent> texts) {
        List<ClinicalEvent> events = new ArrayList<>(record.events());
        int left = most;
        int unread = 0;
        for (ClinicalEvent event : texts) {
            String text = textOf(event).orElse("");
            if (text.length() > left) {
                unread++;
            } else {
                left -= text.length();
                events.addAll(findings(event));
            }
        }
        return copy(record, events, unread);
    }

    /** Each passage is read by itself, so that no heading of one reaches into the next. */
    private List<NoteFinding> findings(ClinicalEvent event) {
        List<NoteFinding> findings = new ArrayList<>();
        int offset = 0;
        for (String passage : passages(event)) {
            for (Mention mention : reader.read(passage)) {
                findings.add(finding(event, mention, offset));
            }
            offset += passage.length() + BETWEEN.length();
        }
        return findings;
    }

    private static PatientRecord copy(PatientRecord record, List<ClinicalEvent> events, int unread) {
        List<Gap> gaps = new ArrayList<>(record.gaps());
        if (unread > 0) {
            gaps.add(new Gap(
                    "DocumentReference.text",
                    Gap.Reason.TRUNCATED,
                    unread + " older texts were not searched for findings: there is too much text."));
        }
        return new PatientRecord(
                record.issuer(),
                record.patient(),
                record.demographics(),
                events,
                gaps,
                record.resources(),
                record.resourceCount(),
                record.readAt(),
                record.exclusions());
    }

    private static NoteFinding finding(ClinicalEvent source, Mention mention, int offset) {
        return new NoteFinding(
                source.source(),
                new CodedConcept(codings(mention.concept()), mention.concept().words()),
                source instanceof Report report && report.issued() != null ? report.issued() : source.time(),
                offset + mention.start(),
                offset + mention.end(),
                mention.assertion(),
                mention.section(),
                offset + mention.sentenceStart(),
                offset + mention.sentenceEnd());
    }

    private static List<Coding> codings(NoteConcept concept) {
        String code = concept.code();
        String system = code == null ? null : SYSTEMS.get(code.substring(0, code.indexOf('|')));
        return code == null || system == null
                ? List.of()
                : List.of(new Coding(system, code.substring(code.indexOf('|') + 1), concept.words()));
    }

    /**
     * What a finding's offsets count in: the text of a document; of a report its conclusion, an empty line, and the report as
     * presented, or the latter alone where it has the conclusion in it.
     */
    public static Optional<String> textOf(ClinicalEvent event) {
        List<String> passages = passages(event);
        return passages.isEmpty() ? Optional.empty() : Optional.of(String.join(BETWEEN, passages));
    }

    private static List<String> passages(ClinicalEvent event) {
        if (event instanceof NoteDocument document) {
            return written(document.text()).toList();
        }
        if (event instanceof Report report) {
            Stream<String> conclusion =
                    isRepeated(report.conclusion(), report.text()) ? Stream.empty() : written(report.conclusion());
            return Stream.concat(conclusion, written(report.text())).toList();
        }
        return List.of();
    }

    private static Stream<String> written(@Nullable String text) {
        return text == null || text.isBlank() ? Stream.empty() : Stream.of(text);
    }

    private static boolean isRepeated(@Nullable String conclusion, @Nullable String text) {
        return conclusion != null && text != null && onOneLine(text).contains(onOneLine(conclusion));
    }

    private static String onOneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** The text a finding was found in, if the record still has it. */
    public static Optional<String> textOf(NoteFinding finding, PatientRecord record) {
        return texts(record, finding).findFirst();
    }

    private static Stream<String> texts(PatientRecord record, NoteFinding finding) {
        return record.events().stream()
                .filter(event ->
                        event.source().literal().equals(finding.source().literal()))
                .flatMap(event -> textOf(event).stream())
                .filter(text -> text.length() >= finding.sentenceEnd());
    }
}
