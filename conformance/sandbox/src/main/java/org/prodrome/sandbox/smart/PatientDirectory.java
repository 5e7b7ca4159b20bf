package org.prodrome.sandbox.smart;

import java.util.List;

/** Whom the sign-in page of a standalone launch can offer. */
public interface PatientDirectory {

    /** Patients by id. */
    List<Choice> patients();

    /** The EHR's users by Practitioner id. */
    List<Choice> users();

    /** One line of a list. */
    record Choice(String id, String label) {}
}
