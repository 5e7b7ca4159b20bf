package org.prodrome.fhir.writeback;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientId;

/**
 * For whom and in whose name a draft is rendered.
 *
 * @param patient the subject
 * @param user the clinician's fhirUser, relative or absolute; null for a CDS client that names none
 * @param encounter the encounter in context, or null
 * @param draftId stable id of this draft, made from the decision or the card: the same draft keeps it for ever
 * @param at when it was decided, or the card made
 * @param source what advised it
 * @param profile what the issuer's EHR takes
 * @param sources the resources that the advice rests on
 */
public record DraftContext(
        PatientId patient,
        @Nullable String user,
        @Nullable FhirReference encounter,
        String draftId,
        Instant at,
        AdviceSource source,
        WriteProfile profile,
        List<FhirReference> sources) {
    /** Those who may request, record or write; of the five types of a fhirUser, all but Person. */
    private static final Pattern AUTHOR = Pattern.compile(
            "(https?://[^#?]+/)?(Practitioner|PractitionerRole|Patient|RelatedPerson)/[A-Za-z0-9\\-.]{1,64}");

    public DraftContext {
        sources = List.copyOf(sources);
        if (!draftId.matches("[A-Za-z0-9\\-._:]{1,128}")) {
            throw new IllegalArgumentException(
                    "draftId: expected 1 to 128 letters, digits or -._: and got " + draftId.length() + " characters");
        }
    }

    /** The user as a reference that a resource may carry; empty for who has no fhirUser. */
    Optional<String> author() {
        return Optional.ofNullable(user).filter(known -> AUTHOR.matcher(known).matches());
    }

    /** The Conditions among the sources. */
    List<FhirReference> conditions() {
        return sources.stream()
                .filter(source -> source.type().equals("Condition"))
                .distinct()
                .toList();
    }

    DraftForm form(String type) {
        return profile.rendering(type);
    }
}
