package org.prodrome.sandbox.smart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One scope of a request or a grant (SMART App Launch 2.2, scopes and launch context). */
public sealed interface Scope {

    /** As the client wrote it. */
    String text();

    /** Whose data a resource scope is about. */
    enum Level {
        PATIENT,
        USER,
        SYSTEM
    }

    /** What a resource scope lets one do; the letters {@code cruds} in this order. */
    enum Action {
        CREATE,
        READ,
        UPDATE,
        DELETE,
        SEARCH
    }

    /** A scope that is a word: {@code launch}, {@code openid}, {@code offline_access} and so on. */
    record Word(String text) implements Scope {}

    /**
     * A scope on FHIR data, in version 1 or version 2 syntax.
     *
     * @param type a resource type or {@code *}
     * @param parameters the search parameters that narrow it, by name
     */
    record Data(String text, Level level, String type, Set<Action> actions, Map<String, List<String>> parameters)
            implements Scope {

        public Data {
            actions = Set.copyOf(actions);
            parameters = Map.copyOf(parameters);
        }

        public boolean covers(String resourceType, Action action) {
            return actions.contains(action) && (type.equals("*") || type.equals(resourceType));
        }

        boolean covers(Data other) {
            return level == other.level
                    && (type.equals("*") || type.equals(other.type))
                    && actions.containsAll(other.actions)
                    && (parameters.isEmpty() || parameters.equals(other.parameters));
        }
    }

    /** The words this server understands. */
    List<String> WORDS = List.of(
            "launch",
            "launch/patient",
            "launch/encounter",
            "openid",
            "fhirUser",
            "profile",
            "online_access",
            "offline_access");

    /** @throws OAuthError for a resource scope that is malformed; unknown words are left out */
    static List<Scope> parseAll(String text) {
        List<Scope> scopes = new ArrayList<>();
        for (String one : Set.copyOf(List.of(text.trim().split(" +", -1)))) {
            if (one.matches("(patient|user|system)/.*")) {
                scopes.add(ScopeSyntax.data(one));
            } else if (WORDS.contains(one)) {
                scopes.add(new Word(one));
            }
        }
        scopes.sort((left, right) -> Integer.compare(text.indexOf(left.text()), text.indexOf(right.text())));
        return List.copyOf(scopes);
    }

    static String join(List<Scope> scopes) {
        return String.join(" ", scopes.stream().map(Scope::text).toList());
    }
}
