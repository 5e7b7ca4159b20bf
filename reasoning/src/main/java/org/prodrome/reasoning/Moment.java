package org.prodrome.reasoning;

import org.prodrome.reasoning.rule.Hook;

/**
 * When in the clinician's work an assessment is asked for; decides which rules run. There are more moments than a rule may
 * name: each borrows the rules of the nearest one.
 */
public enum Moment {
    /** The chart is opened in the app: rules as at patient-view, and all the model can tell. */
    CHART(Hook.PATIENT_VIEW),
    /** The chart is opened in the EHR: the patient-view hook. */
    PATIENT_VIEW(Hook.PATIENT_VIEW),
    /** An encounter begins. */
    ENCOUNTER_START(Hook.ENCOUNTER_START),
    /** An encounter is about to end: what should be seen to before it does. */
    ENCOUNTER_DISCHARGE(Hook.ENCOUNTER_START),
    /** Appointments are being made: what they should also be for. */
    APPOINTMENT_BOOK(Hook.ENCOUNTER_START),
    /** An order was picked. */
    ORDER_SELECT(Hook.ORDER_SELECT),
    /** Orders are about to be signed. */
    ORDER_SIGN(Hook.ORDER_SIGN),
    /** Signed orders are given to somebody to carry out. */
    ORDER_DISPATCH(Hook.ORDER_SIGN),
    /** A prescription is to be renewed. */
    MEDICATION_REFILL(Hook.ORDER_SIGN),
    /** A pharmacist verifies a signed prescription. */
    MEDICATION_VERIFY(Hook.ORDER_SIGN),
    /** An allergy is being entered: the current medications are looked at as if ordered now. */
    NEW_ALLERGY(Hook.ORDER_SIGN),
    /** A problem was entered: the current medications are looked at as if ordered now. */
    NEW_PROBLEM(Hook.ORDER_SIGN);

    private final Hook hook;

    Moment(Hook hook) {
        this.hook = hook;
    }

    /** Whose rules run. */
    public Hook hook() {
        return hook;
    }

    /** Whether it is about the patient as a whole, rather than about orders. */
    public boolean isAtChart() {
        return hook == Hook.PATIENT_VIEW || hook == Hook.ENCOUNTER_START;
    }
}
