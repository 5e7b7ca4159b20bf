/** The examples that the Javadoc shows: compiled here, so that they can't rot. */
@NullMarked
package org.prodrome.launcher.snippets;

import org.jspecify.annotations.NullMarked;
