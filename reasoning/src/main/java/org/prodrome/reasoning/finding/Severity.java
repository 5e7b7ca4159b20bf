package org.prodrome.reasoning.finding;

/** How urgent; the CDS Hooks indicators. Critical is rare. */
public enum Severity {
    CRITICAL,
    WARNING,
    INFO
}
