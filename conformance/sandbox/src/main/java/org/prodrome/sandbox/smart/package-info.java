/**
 * The EHR's authorization server: a strict SMART App Launch 2.2 and OpenID Connect server, written apart from the
 * product's launcher so that it can prove it wrong (peer of stages 1 and 2: launch and context).
 */
@NullMarked
package org.prodrome.sandbox.smart;

import org.jspecify.annotations.NullMarked;
