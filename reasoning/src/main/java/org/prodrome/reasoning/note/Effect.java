package org.prodrome.reasoning.note;

/** What a phrase does to the concepts in its scope; of those that assert something, the first in this order counts. */
enum Effect {
    NEGATED,
    FAMILY,
    UNCERTAIN,
    /** Only if something happens; uncertain too, but its scope ends elsewhere. */
    CONDITIONAL,
    HISTORICAL,
    /** A substance in its scope is an allergen. */
    ALLERGY,
    /** A member of a list of things that are not there is there after all. */
    PRESENT
}
