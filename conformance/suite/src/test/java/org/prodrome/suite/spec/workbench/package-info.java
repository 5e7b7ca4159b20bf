/** The rules page's sign-in against a provider that does as OpenID Connect says, and against one that does not. */
@NullMarked
package org.prodrome.suite.spec.workbench;

import org.jspecify.annotations.NullMarked;
