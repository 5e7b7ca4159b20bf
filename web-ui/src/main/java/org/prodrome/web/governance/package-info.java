/** Which rule and model version is silent, in pilot, general, suspended or retired. */
@NullMarked
package org.prodrome.web.governance;

import org.jspecify.annotations.NullMarked;
