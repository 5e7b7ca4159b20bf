/**
 * Part of stage 3 of 10: parsed resources in, {@link org.prodrome.fhir.record.ClinicalEvent}s out. The one mapping that
 * live launches, CDS prefetch and bulk exports share; one class per resource type. For this module only.
 */
@NullMarked
package org.prodrome.fhir.mapping;

import org.jspecify.annotations.NullMarked;
