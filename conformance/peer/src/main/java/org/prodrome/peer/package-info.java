/**
 * Stands where an EHR's authorization server stands, before stage 1 of 10: Spring Authorization Server, configured and hardly
 * extended, so that launcher and sandbox can't share one author's mistakes.
 */
@NullMarked
package org.prodrome.peer;

import org.jspecify.annotations.NullMarked;
