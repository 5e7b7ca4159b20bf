/**
 * The vendors this EHR can play: what each lets a client create, update and search, as data. It is the peer of stages 3
 * (record) and 10 (write-back), whose routes differ by vendor.
 */
@NullMarked
package org.prodrome.sandbox.profile;

import org.jspecify.annotations.NullMarked;
