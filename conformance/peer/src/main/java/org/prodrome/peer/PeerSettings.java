package org.prodrome.peer;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What peer.yml says beyond Spring Authorization Server's own settings.
 *
 * @param clientIdOptional whether a client assertion may come without {@code client_id}; false is the stock server
 * @param fhirUser the user's resource, relative to the FHIR base
 * @param capabilities listed in smart-configuration
 * @param scopes listed there too
 * @param bases FHIR bases by path, each with the algorithms it announces for client assertions
 * @param launches contexts by launch handle
 * @param standalone the context of a launch without a handle
 */
@ConfigurationProperties("peer")
record PeerSettings(
        boolean clientIdOptional,
        String fhirUser,
        List<String> capabilities,
        List<String> scopes,
        Map<String, List<String>> bases,
        Map<String, Opened> launches,
        Opened standalone) {

    /** What is open in the EHR. */
    record Opened(
            String patient,
            @Nullable String encounter,
            @Nullable String intent,
            boolean needPatientBanner) {}

    /** The context of a launch; one that the EHR never began has that of a standalone launch. */
    Opened opened(@Nullable String launch) {
        return launch == null ? standalone : launches.getOrDefault(launch, standalone);
    }
}
