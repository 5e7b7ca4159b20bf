package org.prodrome.fhir.document;

/** A reader gives a document up; never leaves this package. The reason names what was expected, never what was written. */
final class DocumentBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String why;

    DocumentBroken(String why) {
        super(why, null, false, false);
        this.why = why;
    }

    String why() {
        return why;
    }
}
