/**
 * The rules page for informaticists: a sign-in of its own by OpenID Connect, every rule with its state and counts, changes by two
 * people, golden cases and one patient's explanation.
 */
@NullMarked
package org.prodrome.web.workbench;

import org.jspecify.annotations.NullMarked;
