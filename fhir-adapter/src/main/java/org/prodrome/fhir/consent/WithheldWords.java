package org.prodrome.fhir.consent;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.document.AttachmentText;
import org.prodrome.fhir.document.Reading;

/** The names of what is withheld, looked for in texts, codes and displays that would tell of it. */
final class WithheldWords {
    /** What a resource says of itself; it is withheld for that or not at all. */
    private static final Set<String> OWN = Set.of("code", "medication[x]", "vaccineCode");

    private final WithheldNames names;
    private final Function<Attachment, Reading> reader;
    private final @Nullable Pattern words;

    private WithheldWords(WithheldNames names, Function<Attachment, Reading> reader, @Nullable Pattern words) {
        this.names = names;
        this.reader = reader;
        this.words = words;
    }

    /** @param reader {@link #read}, which may remember what it has read */
    static WithheldWords of(WithheldNames names, Function<Attachment, Reading> reader) {
        Set<String> words = names.words();
        return new WithheldWords(
                names,
                reader,
                words.isEmpty()
                        ? null
                        : Pattern.compile(words.stream()
                                .map(Pattern::quote)
                                .collect(Collectors.joining("|", "(?<![\\p{L}\\d])(?:", ")(?![\\p{L}\\d])"))));
    }

    /** Whether a document or a report names it, or may and cannot be read: then it is withheld as a whole. */
    boolean inDocument(Resource resource) {
        return switch (resource) {
            case DocumentReference document -> isUnreadable(document) || inTexts(document);
            case DiagnosticReport report -> inTexts(report);
            default -> false;
        };
    }

    /** Whether a text, a code or a display anywhere in the resource, its own code apart, names it or cannot be read. */
    boolean in(Resource resource) {
        var found = new boolean[] {inTexts(resource)};
        concepts(resource, concept -> found[0] = true);
        displays(resource, reference -> found[0] = true);
        attachments(resource, file -> found[0] = true);
        return found[0];
    }

    /** Changes the resource: no code, display or attachment that names it. */
    Resource cut(Resource copy) {
        concepts(copy, concept -> concept.setCoding(null).setText(null).setExtension(null));
        displays(copy, reference -> reference.setDisplay(null));
        attachments(copy, file -> file.setData(null).setTitle(null).setUrl(null));
        return copy;
    }

    private boolean inTexts(Resource resource) {
        var found = new boolean[1];
        Parts.each(resource, Attachment.class, (element, file) -> found[0] |= in(text(file)));
        Parts.each(resource, Annotation.class, (element, note) -> found[0] |= in(note.getText()));
        if (resource instanceof DiagnosticReport report) {
            found[0] |= in(report.getConclusion());
        }
        if (resource instanceof DocumentReference document) {
            found[0] |= in(document.getDescription());
        }
        if (resource instanceof DomainResource domain && domain.hasText()) {
            String narrative = Objects.requireNonNullElse(domain.getText().getDivAsString(), "");
            byte[] html = narrative.getBytes(StandardCharsets.UTF_8);
            found[0] |= in(text(AttachmentText.read("text/html; charset=utf-8", html), html));
        }
        return found[0];
    }

    private void concepts(Resource resource, Consumer<CodeableConcept> consumer) {
        Parts.each(resource, CodeableConcept.class, (element, concept) -> {
            if (!OWN.contains(element) && in(concept)) {
                consumer.accept(concept);
            }
        });
    }

    private boolean in(CodeableConcept concept) {
        return in(concept.getText())
                || concept.getCoding().stream().anyMatch(coding -> names.has(coding) || in(coding.getDisplay()));
    }

    private void displays(Resource resource, Consumer<Reference> consumer) {
        Parts.each(resource, Reference.class, (element, reference) -> {
            if (in(reference.getDisplay())) {
                consumer.accept(reference);
            }
        });
    }

    private void attachments(Resource resource, Consumer<Attachment> consumer) {
        boolean isText = resource instanceof DocumentReference || resource instanceof DiagnosticReport;
        Parts.each(resource, Attachment.class, (element, file) -> {
            if (isText && file.hasData() && !isRead(file) || in(text(file))) {
                consumer.accept(file);
            }
        });
    }

    private boolean isUnreadable(DocumentReference document) {
        var files = document.getContent().stream()
                .map(content -> content.getAttachment())
                .filter(Attachment::hasData)
                .toList();
        return !files.isEmpty() && files.stream().noneMatch(this::isRead);
    }

    static Reading read(Attachment file) {
        return AttachmentText.read(file.getContentType(), file.getData());
    }

    private boolean isRead(Attachment file) {
        return reader.apply(file) instanceof Reading.Text;
    }

    private String text(Attachment file) {
        String title = Objects.requireNonNullElse(file.getTitle(), "");
        return file.hasData() ? title + " " + text(reader.apply(file), file.getData()) : title;
    }

    /** As it reads; the bytes as they are where it cannot be read. */
    private static String text(Reading reading, byte[] data) {
        return reading instanceof Reading.Text read ? read.text() : new String(data, StandardCharsets.UTF_8);
    }

    private boolean in(@Nullable String text) {
        return words != null
                && text != null
                && words.matcher(WithheldNames.plain(text)).find();
    }
}
