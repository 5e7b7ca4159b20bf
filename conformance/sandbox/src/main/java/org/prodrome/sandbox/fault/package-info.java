/**
 * The fault switch: makes the EHR slow, broken or wrong on demand, so that a client's defences can be seen to work
 * (the defective peer of stages 1, 3 and 10).
 */
@NullMarked
package org.prodrome.sandbox.fault;

import org.jspecify.annotations.NullMarked;
