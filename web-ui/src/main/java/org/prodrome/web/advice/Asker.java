package org.prodrome.web.advice;

import org.jspecify.annotations.Nullable;
import org.prodrome.web.decision.Channel;

/**
 * For whom advice is asked.
 *
 * @param channel app or CDS client
 * @param fhirUser the user's absolute FHIR URL, the same in both channels; for a hook without userId, the client's id
 * @param hookInstance UUID of the hook call, or null in the app
 */
public record Asker(
        Channel channel, String fhirUser, @Nullable String hookInstance) {
    /** Never the user. */
    @Override
    public String toString() {
        return "Asker[" + channel + "]";
    }
}
