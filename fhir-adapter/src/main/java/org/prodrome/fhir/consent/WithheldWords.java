package org.prodrome.fhir.consent;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** The names of what was withheld, looked for in texts that would tell of it. */
final class WithheldWords {
    private static final Set<String> NAMING = Set.of("code", "medication[x]", "vaccineCode");
    private static final Pattern SEMANTIC_TAG = Pattern.compile("\\s*\\([a-z ]+\\)$");
    private static final int SHORTEST = 3;

    private final @Nullable Pattern words;

    private WithheldWords(@Nullable Pattern words) {
        this.words = words;
    }

    static WithheldWords of(Collection<Resource> withheld) {
        var words = new HashSet<String>();
        for (Resource resource : withheld) {
            Parts.each(resource, CodeableConcept.class, (element, concept) -> {
                if (NAMING.contains(element)) {
                    add(concept.getText(), words);
                    concept.getCoding().forEach(coding -> add(coding.getDisplay(), words));
                }
            });
        }
        return new WithheldWords(
                words.isEmpty()
                        ? null
                        : Pattern.compile(words.stream()
                                .map(Pattern::quote)
                                .collect(Collectors.joining("|", "(?<![\\p{L}\\d])(?:", ")(?![\\p{L}\\d])"))));
    }

    private static void add(@Nullable String text, Set<String> words) {
        String plain = SEMANTIC_TAG
                .matcher(Objects.requireNonNullElse(text, "").strip())
                .replaceFirst("")
                .toLowerCase(Locale.ROOT);
        if (plain.length() >= SHORTEST) {
            words.add(plain);
        }
    }

    /** Whether a document or a report names it: then it is withheld as a whole. */
    boolean inDocument(Resource resource) {
        return (resource instanceof DocumentReference || resource instanceof DiagnosticReport) && in(resource);
    }

    /** Whether a text anywhere in the resource names it. */
    boolean in(Resource resource) {
        if (words == null) {
            return false;
        }
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
            found[0] |= in(narrative(domain.getText()));
        }
        return found[0];
    }

    private static String narrative(Narrative narrative) {
        return Objects.requireNonNullElse(narrative.getDivAsString(), "");
    }

    /** The bytes as they are: names stand in plain text, HTML, RTF and C-CDA alike. */
    private static String text(Attachment file) {
        String title = Objects.requireNonNullElse(file.getTitle(), "");
        return file.hasData() ? title + " " + new String(file.getData(), StandardCharsets.UTF_8) : title;
    }

    private boolean in(@Nullable String text) {
        return words != null
                && text != null
                && words.matcher(text.toLowerCase(Locale.ROOT)).find();
    }
}
