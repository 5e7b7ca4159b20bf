package org.prodrome.reasoning;

/** When in the clinician's work an assessment is asked for; decides which rules run. */
public enum Moment {
    /** The chart is opened in the app: rules as at patient-view, and all the model can tell. */
    CHART,
    /** The chart is opened in the EHR: the patient-view hook. */
    PATIENT_VIEW,
    /** An order was picked. */
    ORDER_SELECT,
    /** Orders are about to be signed. */
    ORDER_SIGN
}
