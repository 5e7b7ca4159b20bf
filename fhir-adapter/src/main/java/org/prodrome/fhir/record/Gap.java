package org.prodrome.fhir.record;

/**
 * Something that could not be read. A gap travels to the card; it never becomes an empty list.
 *
 * @param part what is missing: a FHIR resource type, or {@code DocumentReference.text} and the like
 * @param reason why
 * @param detail one sentence for a person; never patient data, never a token
 */
public record Gap(String part, Reason reason, String detail) {
    /** A part of its own, so that nobody can tell which part of the record it is. */
    private static final String ANY_PART = "Record";

    private static final String PRESCRIBED = "MedicationRequest";
    private static final String REPORTED = "MedicationStatement";

    /** Something is withheld: which part, and how much, is nowhere said. */
    public static Gap withheld() {
        return new Gap(
                ANY_PART, Reason.WITHHELD, "Some of this record is withheld by the patient's wish or by policy.");
    }

    /** Everything is withheld, since who opted out cannot be known. */
    public static Gap refused() {
        return new Gap(
                ANY_PART,
                Reason.WITHHELD,
                "The site's opt-out list could not be read: the record is withheld until that is repaired.");
    }

    /**
     * Whether a part may be incomplete by it: a FHIR resource type, or some of one ({@code Observation.other}). What is
     * withheld may be of any type. Medications are prescribed and reported: who wants the prescriptions wants the reports too,
     * unless the server has no such type at all, where none can be missed.
     */
    public boolean concerns(String wanted) {
        return reason == Reason.WITHHELD
                || part.equals(wanted)
                || wanted.startsWith(part + ".")
                || part.equals(REPORTED) && reason != Reason.NOT_SUPPORTED && isOf(PRESCRIBED, wanted);
    }

    private static boolean isOf(String type, String wanted) {
        return wanted.equals(type) || wanted.startsWith(type + ".");
    }

    /** Why a part is missing. */
    public enum Reason {
        /** The grant does not cover it. */
        NO_SCOPE,
        /** The server does not offer it. */
        NOT_SUPPORTED,
        /** The server did not answer within the budget. */
        TIMED_OUT,
        /** There is more than was read. */
        TRUNCATED,
        /** The server answered with an error. */
        SERVER_ERROR,
        /** The CDS client did not supply it. */
        NOT_SUPPLIED,
        /** It came, and could not be understood. */
        UNREADABLE,
        /** It came, was about another patient, and was refused. */
        ANOTHER_PATIENT,
        /** It is kept back by the patient's wish or by policy; what it is must not be shown. */
        WITHHELD
    }
}
