package org.prodrome.launcher;

import org.jspecify.annotations.Nullable;

/**
 * What went against which clause. The texts are ours or sanitised; never a token, a code or a patient's data.
 *
 * @param expected what the clause asks for
 * @param arrived what came instead, by kind rather than by value
 */
record Breach(
        String clause,
        String expected,
        String arrived,
        LaunchException.@Nullable OAuthError answer,
        @Nullable Throwable cause) {

    static Breach of(String clause, String expected, String arrived) {
        return new Breach(clause, expected, arrived, null, null);
    }

    static Breach of(String clause, String expected, String arrived, Throwable cause) {
        return new Breach(clause, expected, arrived, null, cause);
    }

    static Breach answered(String clause, String expected, LaunchException.OAuthError answer) {
        return new Breach(clause, expected, "OAuth error " + answer.code(), answer, null);
    }
}
