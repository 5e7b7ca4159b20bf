/** One conversation for chart app and CDS Hooks: assess, apply stages and decisions, keep what was shown. */
@NullMarked
package org.prodrome.web.advice;

import org.jspecify.annotations.NullMarked;
