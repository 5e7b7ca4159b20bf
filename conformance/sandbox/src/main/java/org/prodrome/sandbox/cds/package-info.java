/**
 * The EHR as a CDS Hooks 2.0 client: discovery in, signed hook calls and feedback out, cards back.
 *
 * <p>Stands outside the app's ten stages: it plays the other side, and shares no code with them. Nothing here blocks a
 * chart; every failure is a value that the page can show in plain words.
 */
@NullMarked
package org.prodrome.sandbox.cds;

import org.jspecify.annotations.NullMarked;
