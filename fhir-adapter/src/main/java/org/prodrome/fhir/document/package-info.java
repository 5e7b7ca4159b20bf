/**
 * Part of stage 3 of 10: the bytes of an attachment in, its plain text out. Pure: fetches nothing, runs nothing that a
 * document brings along, and gives up on a document rather than on its limits.
 */
@NullMarked
package org.prodrome.fhir.document;

import org.jspecify.annotations.NullMarked;
