package org.prodrome.web.decision;

/** Where the clinician acted. */
public enum Channel {
    /** In Prodrome's own pages. */
    APP,
    /** On a CDS Hooks card inside the EHR. */
    CDS
}
