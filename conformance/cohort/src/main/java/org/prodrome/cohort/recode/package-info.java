/**
 * After stage 1: an export in, a copy of it in another coding system out, as another hospital's would be. What a model learned from
 * codes that it never sees again is what such a copy shows.
 */
@NullMarked
package org.prodrome.cohort.recode;

import org.jspecify.annotations.NullMarked;
