/**
 * Stages 1 and 2 of 10: a launch request in, a {@link org.prodrome.launcher.LaunchContext} out.
 *
 * <p>A client of SMART App Launch 2.2 (hl7.fhir.uv.smart-app-launch 2.2.0). Two verbs: {@code authorize} sends the browser to
 * the EHR, {@code complete} turns its return into a context whose {@code Access} keeps itself valid. Which clause a type
 * implements is cited where it does, as <i>page#section</i> of that guide.
 */
@NullMarked
package org.prodrome.launcher;

import org.jspecify.annotations.NullMarked;
