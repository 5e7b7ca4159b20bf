/** The sandbox EHR, the app and the second authorization server as processes of their own, as a user starts them. */
@NullMarked
package org.prodrome.suite.process;

import org.jspecify.annotations.NullMarked;
