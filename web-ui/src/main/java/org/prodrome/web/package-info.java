/** The application: launch, chart, CDS Hooks service, decisions, and their one store. */
@NullMarked
package org.prodrome.web;

import org.jspecify.annotations.NullMarked;
