/**
 * Stage 3b of 10: the record's texts in, {@link org.prodrome.fhir.record.NoteFinding}s with offsets out. Pure.
 *
 * <p>Sections, sentences, dictionary concepts, then the ConText algorithm (Harkema et al. 2009, doi
 * 10.1016/j.jbi.2009.05.002) for negation, experiencer, temporality and uncertainty. Words and rules are data files.
 */
@NullMarked
package org.prodrome.reasoning.note;

import org.jspecify.annotations.NullMarked;
