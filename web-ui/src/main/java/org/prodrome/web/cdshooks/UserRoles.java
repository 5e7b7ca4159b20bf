package org.prodrome.web.cdshooks;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The roles of a hook's user, from the prefetch key {@value #KEY} where the client fills it with their PractitionerRole or a
 * Bundle of theirs: each of the codes, alone and with its system. What can't be read there is not known. No other part of the service
 * reads this key.
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
            JsonNode tree = json.readTree(supplied);
            boolean several = tree.path("resourceType").asString("").equals("Bundle");
            Stream<JsonNode> found =
                    several ? tree.path("entry").valueStream().map(entry -> entry.path("resource")) : Stream.of(tree);
            Set<String> codes = new HashSet<>();
            found.filter(role -> isTheirs(role, user)).forEach(role -> codes.addAll(codes(role.path("code"))));
            return codes;
        } catch (JacksonException unreadable) {
            return Set.of();
        }
    }

    /** A role of the user: the one they work in, or one of whoever they are. One that has ended is none. */
    private static boolean isTheirs(JsonNode role, String user) {
        if (!role.path("resourceType").asString("").equals("PractitionerRole")
                || !role.path("active").asBoolean(true)) {
            return false;
        }
        String who = role.path("practitioner").path("reference").asString("").split("/_history/", 2)[0];
        return user.endsWith("/PractitionerRole/" + role.path("id").asString(""))
                || who.equals(user)
                || who.startsWith("Practitioner/") && user.endsWith("/" + who);
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
