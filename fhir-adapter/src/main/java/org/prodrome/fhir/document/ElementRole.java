package org.prodrome.fhir.document;

import java.util.Map;
import java.util.stream.Collectors;

/** What an element of a document does to the text. */
enum ElementRole {
    SKIP,
    PARAGRAPH,
    LINE,
    BREAK,
    ITEM,
    CELL,
    PRE;

    static Map<String, ElementRole> load(String file) {
        return Rows.of(file, 2).stream()
                .collect(Collectors.toUnmodifiableMap(row -> row.get(0), row -> valueOf(row.get(1))));
    }

    /** The element begins. */
    void open(Layout layout) {
        switch (this) {
            case PARAGRAPH, PRE -> layout.paragraph();
            case LINE -> layout.freshLine();
            case BREAK -> layout.line();
            case CELL -> layout.cell();
            case ITEM -> {
                layout.freshLine();
                layout.words("- ");
            }
            case SKIP -> {}
        }
    }

    /** The element ends. */
    void close(Layout layout) {
        switch (this) {
            case PARAGRAPH, PRE -> layout.paragraph();
            case LINE, ITEM -> layout.freshLine();
            case BREAK, CELL, SKIP -> {}
        }
    }
}
