package org.prodrome.sandbox.fault;

/** One way in which a chart or an export can be wrong while every answer says that all is well. */
public enum RecordDefect {
    /** The next link of every page leads back to a page that was there before. */
    NEXT_LINK_LOOP,
    /** A page holds a resource that is about another patient. */
    FOREIGN_RESOURCE,
    /** A page holds an OperationOutcome and no result. */
    OUTCOME_ENTRY,
    /** Every Binary is 50 MB long. */
    HUGE_ATTACHMENT,
    /** Every export ends in an error. */
    BULK_JOB_FAILS
}
