package org.prodrome.fhir.consent;

/** Whether a resource may be released; ordered, the strictest last. */
enum Verdict {
    RELEASE,
    UNDECIDED,
    WITHHOLD;

    Verdict or(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
