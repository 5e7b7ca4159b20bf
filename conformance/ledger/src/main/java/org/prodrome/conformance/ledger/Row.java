package org.prodrome.conformance.ledger;

/**
 * One requirement of a standard and what is to be done about it.
 *
 * @param id {@code set@number}
 * @param clause the clause's URL, or {@code page#section} of the SMART guide
 * @param verb {@code SHALL}, {@code SHOULD} ...
 * @param summary in our words
 * @param reason why it isn't tested; empty for a tested one
 */
record Row(String id, String clause, String verb, String summary, Status status, String reason) {

    /** What is done about a requirement. */
    enum Status {
        TESTED("tested"),
        BINDS_ANOTHER_ACTOR("binds another actor"),
        OPTIONAL_AND_NOT_OFFERED("optional and not offered"),
        ORGANISATIONAL("organisational"),
        /** For rows of the other side alone: what the sandbox makes no claim about. */
        NOT_STOOD_FOR("not stood for");

        private final String words;

        Status(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        static Status of(String words) {
            for (var status : values()) {
                if (status.words.equals(words)) {
                    return status;
                }
            }
            throw new IllegalArgumentException("status: expected tested or one of the reasons, got '" + words + "'");
        }
    }

    Row {
        if ((status == Status.TESTED) != reason.isEmpty()) {
            throw new IllegalArgumentException(id + ": expected a reason exactly where it isn't tested");
        }
    }

    /** Whether nothing may be missing: {@code SHALL} and {@code SHALL NOT}. */
    boolean binding() {
        return verb.startsWith("SHALL");
    }
}
