/** Patient data at rest: envelopes under a key per patient, pseudonyms instead of ids. */
@NullMarked
package org.prodrome.web.store;

import org.jspecify.annotations.NullMarked;
