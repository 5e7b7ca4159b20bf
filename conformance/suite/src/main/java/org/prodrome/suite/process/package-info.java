/** The sandbox EHR and the app as processes of their own, as a user starts them. */
@NullMarked
package org.prodrome.suite.process;

import org.jspecify.annotations.NullMarked;
