/** The commands that need no web server. The only packages that speak on standard streams are those called cli. */
@NullMarked
package org.prodrome.reasoning.cli;

import org.jspecify.annotations.NullMarked;
