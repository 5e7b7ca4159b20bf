package org.prodrome.web.governance;

/**
 * A version of something that gives advice.
 *
 * @param kind rule or model
 * @param id rule id or model name
 * @param version of it
 */
public record Source(Kind kind, String id, String version) {

    /** What gives the advice. */
    public enum Kind {
        RULE,
        MODEL
    }
}
