package org.prodrome.sandbox.smart;

import java.util.List;
import java.util.Locale;

/** Whom the sign-in page of a standalone launch can offer. */
public interface PatientDirectory {

    /** Patients by id. */
    List<Choice> patients();

    /** The EHR's users by Practitioner id. */
    List<Choice> users();

    /** One line of a list. */
    record Choice(String id, String label) {

        /** Whether the id or the name contains this, whatever the case. */
        boolean matches(String search) {
            String wanted = search.toLowerCase(Locale.ROOT);
            return id.toLowerCase(Locale.ROOT).contains(wanted)
                    || label.toLowerCase(Locale.ROOT).contains(wanted);
        }
    }
}
