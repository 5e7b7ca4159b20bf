package org.prodrome.web.config;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.finding.Severity;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An EHR's CDS client: how it proves who it is (CDS Hooks 2.0, "Trusting CDS Clients"), what it is offered, and what it takes.
 *
 * @param iss the issuer of its JWTs
 * @param jwks where its public keys are; the {@code jku} of a JWT must be this address
 * @param audienceAliases audiences accepted beside the endpoint's own URL (some EHRs have them set by hand)
 * @param version of CDS Hooks that it speaks: {@code 2.0} or {@code 3.0}; what is new in 3.0 is sent and taken only there
 * @param hooks names of the hooks it is offered
 * @param sharedIds hooks of one kind share a service id, so that it replaces cards of an earlier hook by those of a later one
 * @param prefetch by hook, the templates it is given in the place of the shipped ones
 * @param leaveOut parts of a card it is known not to tolerate
 * @param indicatorAtMost the most urgent indicator it is sent
 * @param origins of the browser pages that call the service directly (CORS)
 * @param share the greatest part, above 0 and at most 1, that its calls may have of the places for calls and of the wait for a turn;
 *     null for all of it where no other client is configured, and a half otherwise
 */
public record CdsClientSettings(
        String iss,
        URI jwks,
        @DefaultValue List<String> audienceAliases,
        @DefaultValue("2.0") String version,

        @DefaultValue({"patient-view", "order-select", "order-sign"})
        List<String> hooks,

        @DefaultValue("false") boolean sharedIds,
        @DefaultValue Map<String, Map<String, String>> prefetch,
        @DefaultValue Set<CardPart> leaveOut,
        @DefaultValue("CRITICAL") Severity indicatorAtMost,
        @DefaultValue List<String> origins,
        @Nullable Double share) {
    public CdsClientSettings {
        audienceAliases = List.copyOf(audienceAliases);
        hooks = List.copyOf(hooks);
        prefetch = prefetch.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, one -> ordered(one.getValue())));
        leaveOut = Set.copyOf(leaveOut);
        origins = List.copyOf(origins);
        require(!iss.isBlank(), "iss", "the iss of its JWTs", "nothing");
        require(jwks.isAbsolute() && jwks.getHost() != null, "jwks", "a URL", "something else");
        require(version.equals("2.0") || version.equals("3.0"), "version", "2.0 or 3.0", version);
        require(share == null || share > 0 && share <= 1, "share", "a part above 0, at most 1", "another number");
        require(!hooks.isEmpty(), "hooks", "at least one hook", "none");
        require(Set.copyOf(hooks).size() == hooks.size(), "hooks", "each hook once", "one twice");
        origins.forEach(origin -> require(
                origin.matches("https?://[a-z0-9.-]+(:[0-9]{1,5})?"),
                "origins",
                "origins such as https://ehr.example.org, and no *",
                origin));
    }

    /** Whether what is new in CDS Hooks 3.0 may be sent to it. */
    public boolean speaksVersion3() {
        return version.equals("3.0");
    }

    /** Whether a card for it has this part. */
    public boolean takes(CardPart part) {
        return !leaveOut.contains(part);
    }

    private static Map<String, String> ordered(Map<String, String> templates) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(templates));
    }

    private static void require(boolean holds, String field, String expected, String came) {
        if (!holds) {
            throw new IllegalArgumentException("cds-client." + field + ": expected " + expected + ", got " + came);
        }
    }
}
