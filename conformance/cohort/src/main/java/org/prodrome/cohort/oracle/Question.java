package org.prodrome.cohort.oracle;

/** Whether a disease that was not recorded so far will be recorded in a window. */
record Question(String outcome, Window window) {}
