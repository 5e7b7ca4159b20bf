package org.prodrome.fhir.consent;

/** What one security label means. */
sealed interface Label {

    /** How restricted. */
    record Level(Confidentiality level) implements Label {}

    /** A sensitive category, such as {@code HIV}. */
    record Category(String code) implements Label {}

    /** Shown, and left out of training and export. */
    record CareOnly() implements Label {}

    /** Says nothing about release. */
    record Irrelevant() implements Label {}

    /** Not in our table. */
    record Unknown() implements Label {}
}
