/**
 * The sandbox EHR as a process: settings, start and stop. It stands outside the ten stages: it is the peer that the
 * product's stages 1 (launch), 3 (record) and 10 (write-back) talk to, and shares no code with them.
 */
@NullMarked
package org.prodrome.sandbox;

import org.jspecify.annotations.NullMarked;
