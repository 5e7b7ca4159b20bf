package org.prodrome.web.audit;

/** What the audit log records. */
public enum AuditKind {
    SITE_STARTED,
    LAUNCH_COMPLETED,
    LAUNCH_REFUSED,
    RECORD_READ,
    RESOURCES_REFUSED,
    ASSESSMENT,
    DECISION,
    WRITE,
    STAGE_CHANGED,
    MODEL_SERVED,
    MODEL_REFUSED,
    CDS_CALL_REFUSED
}
