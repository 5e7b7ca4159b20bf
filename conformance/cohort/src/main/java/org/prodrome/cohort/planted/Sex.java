package org.prodrome.cohort.planted;

/** Sex as the hazards and the reference values distinguish it. */
public enum Sex {
    FEMALE,
    MALE
}
