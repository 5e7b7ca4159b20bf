/** Launches through the running app by plain HTTP: several EHRs, refusals in words, two nodes. Outside the ten stages: tests. */
@NullMarked
package org.prodrome.suite.spec.smart.app;

import org.jspecify.annotations.NullMarked;
