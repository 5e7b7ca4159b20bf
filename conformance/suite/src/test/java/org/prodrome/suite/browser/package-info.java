/** Whole journeys in a real browser: sandbox EHR and app as two processes on two sites. */
@NullMarked
package org.prodrome.suite.browser;

import org.jspecify.annotations.NullMarked;
