/**
 * Stages 1 and 2 proven: each rule of SMART App Launch that the client keeps has a check, and a switch in the sandbox EHR that
 * breaks the rule and must make the check fail.
 */
@NullMarked
package org.prodrome.suite.spec.smart;

import org.jspecify.annotations.NullMarked;
