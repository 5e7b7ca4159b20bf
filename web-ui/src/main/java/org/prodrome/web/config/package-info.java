/** The one documented configuration file, as records. */
@NullMarked
package org.prodrome.web.config;

import org.jspecify.annotations.NullMarked;
