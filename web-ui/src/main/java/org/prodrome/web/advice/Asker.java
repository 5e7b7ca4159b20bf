package org.prodrome.web.advice;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.web.decision.Channel;

/**
 * For whom advice is asked.
 *
 * @param channel app or CDS client
 * @param fhirUser the user's absolute FHIR URL, the same in both channels; for a hook without userId, the client's id
 * @param hookInstance UUID of the hook call, or null in the app
 * @param at encounter, role, unit and service as far as known
 * @param delivery whether the answer reached them
 */
public record Asker(
        Channel channel, String fhirUser, @Nullable String hookInstance, Whereabouts at, Delivery delivery) {
    /** The types a user may be of (CDS Hooks 2.0, {@code context.userId}; SMART App Launch 2.2.0, {@code fhirUser}). */
    private static final Set<String> USERS =
            Set.of("Practitioner", "PractitionerRole", "Patient", "RelatedPerson", "Person");

    /** Somebody of whom no more is known. */
    public Asker(Channel channel, String fhirUser, @Nullable String hookInstance) {
        this(channel, fhirUser, hookInstance, Whereabouts.UNKNOWN);
    }

    /** Somebody who waits for the answer as long as it takes. */
    public Asker(Channel channel, String fhirUser, @Nullable String hookInstance, Whereabouts at) {
        this(channel, fhirUser, hookInstance, at, Delivery.sure());
    }

    /** The type of the user's resource; empty when no user is named but the client. */
    String userType() {
        String[] parts = fhirUser.split("/", -1);
        String type = parts.length < 2 ? "" : parts[parts.length - 2];
        return USERS.contains(type) && FhirReference.isLogicalId(parts[parts.length - 1]) ? type : "";
    }

    /** Whether a person is named, and not only the client. */
    boolean isSomebody() {
        return !userType().isEmpty();
    }

    /** Never the user. */
    @Override
    public String toString() {
        return "Asker[" + channel + "]";
    }
}
