/** Plain numerics that training and evaluation share: no I/O, no clock, seeds as arguments. */
@NullMarked
package org.prodrome.reasoning.statistics;

import org.jspecify.annotations.NullMarked;
