package org.prodrome.web.cdshooks;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The roles of a hook's user, from the prefetch key {@value #KEY} where the client fills it with their PractitionerRole: each of its
 * codes, alone and with its system. What can't be read there is not known.
 */
@Component
final class UserRoles {
    /** What clients call what the template {@code {{context.userId}}} brings. */
    static final String KEY = "user";

    private final JsonMapper json;

    UserRoles(JsonMapper json) {
        this.json = json;
    }

    /**
     * Theirs, in every form.
     *
     * @param user absolute FHIR URL
     * @param prefetch raw JSON of each supplied key
     */
    Set<String> of(String user, Map<String, String> prefetch) {
        String supplied = prefetch.getOrDefault(KEY, "");
        try {
            JsonNode role = json.readTree(supplied);
            boolean theirs = role.path("resourceType").asString("").equals("PractitionerRole")
                    && user.endsWith("/PractitionerRole/" + role.path("id").asString(""));
            return theirs ? codes(role.path("code")) : Set.of();
        } catch (JacksonException unreadable) {
            return Set.of();
        }
    }

    private static Set<String> codes(JsonNode concepts) {
        Set<String> codes = new HashSet<>();
        for (JsonNode concept : concepts) {
            for (JsonNode coding : concept.path("coding")) {
                String code = coding.path("code").asString("");
                if (!code.isEmpty()) {
                    codes.add(code);
                    codes.add(coding.path("system").asString("") + "|" + code);
                }
            }
        }
        return codes;
    }
}
