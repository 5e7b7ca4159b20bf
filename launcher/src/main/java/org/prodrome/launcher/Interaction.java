package org.prodrome.launcher;

/** The five kinds of FHIR interaction that a scope can permit, in the order the scope language wants them: {@code cruds}. */
public enum Interaction {
    CREATE('c'),
    READ('r'),
    UPDATE('u'),
    DELETE('d'),
    SEARCH('s');

    private final char letter;

    Interaction(char letter) {
        this.letter = letter;
    }

    char letter() {
        return letter;
    }
}
