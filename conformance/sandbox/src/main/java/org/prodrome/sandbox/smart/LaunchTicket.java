package org.prodrome.sandbox.smart;

import java.net.URI;

/**
 * A launch the EHR has prepared.
 *
 * @param launch the opaque value, good once and for {@link LaunchDesk#VALID_FOR}
 * @param launchUrl the app's launch URL with {@code iss} and {@code launch}, ready for a link or a frame
 */
public record LaunchTicket(String launch, URI launchUrl) {

    @Override
    public String toString() {
        return "LaunchTicket[...]";
    }
}
