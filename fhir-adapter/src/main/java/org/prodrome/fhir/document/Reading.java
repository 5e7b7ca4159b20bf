package org.prodrome.fhir.document;

/** What came of reading an attachment. Reasons never quote the document. */
public sealed interface Reading {

    /**
     * Its text.
     *
     * @param text lines separated by {@code \n}; an empty line between paragraphs where the format tells them apart
     */
    record Text(String text) implements Reading {
        /** Never the content. */
        @Override
        public String toString() {
            return "Text[" + text.length() + " characters]";
        }
    }

    /** Its format is none that is read here. */
    record Unsupported(String why) implements Reading {}

    /** Its format is read here, and the document breaks it or a limit. */
    record Broken(String why) implements Reading {}
}
