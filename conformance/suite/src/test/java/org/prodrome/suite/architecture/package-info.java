/** The architecture's rules, each able to fail the build. */
@NullMarked
package org.prodrome.suite.architecture;

import org.jspecify.annotations.NullMarked;
