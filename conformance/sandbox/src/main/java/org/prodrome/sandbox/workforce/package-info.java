/**
 * The hospital's own sign-in for staff, an OpenID Connect provider apart from the EHR: strict, with keys of its own, and with the same
 * faults to switch on. It keeps nobody signed in: each sign-in asks who it is.
 */
@NullMarked
package org.prodrome.sandbox.workforce;

import org.jspecify.annotations.NullMarked;
