package org.prodrome.reasoning.rule;

import java.util.Arrays;
import java.util.Optional;

/** A point of the clinician's work for which rules are written, by its CDS Hooks name; the other hooks borrow the rules of one of these. */
public enum Hook {
    PATIENT_VIEW("patient-view"),
    ENCOUNTER_START("encounter-start"),
    ORDER_SELECT("order-select"),
    ORDER_SIGN("order-sign");

    private final String id;

    Hook(String id) {
        this.id = id;
    }

    /** The hook's name in CDS Hooks. */
    public String id() {
        return id;
    }

    static Optional<Hook> named(String id) {
        return Arrays.stream(values()).filter(hook -> hook.id.equals(id)).findFirst();
    }
}
