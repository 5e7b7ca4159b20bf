package org.prodrome.web.cdshooks;

/** A hook request that can't be understood: which field, what was expected, what came (never its content). */
final class FieldProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String field;
    private final int status;

    FieldProblem(String field, String expected, String came) {
        this(400, field, expected, came);
    }

    FieldProblem(int status, String field, String expected, String came) {
        super(field + ": expected " + expected + ", got " + came);
        this.field = field;
        this.status = status;
    }

    String field() {
        return field;
    }

    int status() {
        return status;
    }
}
