package org.prodrome.web.governance;

/** What somebody of the staff may do with the rules. */
public enum Role {
    /** Reads everything. */
    VIEWER,
    /** Reads, proposes changes, stops a rule. */
    AUTHOR,
    /** Reads, releases or refuses what another person proposed, stops a rule. */
    APPROVER
}
