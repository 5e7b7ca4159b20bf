package org.prodrome.launcher;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parameters of a request to this app, none of which may come twice (RFC 6749 3.1). */
record QueryParameters(Map<String, String[]> values, String clause) {
    /** Longer values than any server sends; an upper bound on what is kept or hashed. */
    private static final int MAX_LENGTH = 8192;

    static QueryParameters of(Map<String, String[]> values, String clause) {
        return new QueryParameters(values, clause);
    }

    String required(String name) {
        var value = optional(name);
        if (value == null || value.isBlank()) {
            throw refused("parameter " + name, "none");
        }
        return value;
    }

    @Nullable
    String optional(String name) {
        var given = values.get(name);
        if (given == null || given.length == 0) {
            return null;
        }
        if (given.length > 1) {
            throw refused("one parameter " + name, given.length + " of them");
        }
        if (given[0].length() > MAX_LENGTH) {
            throw refused(name + " of at most " + MAX_LENGTH + " characters", given[0].length() + " characters");
        }
        return given[0];
    }

    URI asUri(String name, String value) {
        try {
            return URI.create(value);
        } catch (IllegalArgumentException e) {
            throw refused("parameter " + name + " with a URL", "text that is none");
        }
    }

    private LaunchException refused(String expected, String arrived) {
        return new LaunchException.BadRequest(Breach.of(clause, expected, arrived));
    }
}
