/** Beside the flow: an export in, sequences and a model package out. May read files; takes its seed as an argument. */
@NullMarked
package org.prodrome.reasoning.training;

import org.jspecify.annotations.NullMarked;
