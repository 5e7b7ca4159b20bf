package org.prodrome.sandbox.fhir;

import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A resource as stored: never changed, replaced by the next version.
 *
 * @param patientId whose compartment it is in; null when it belongs to no one patient
 */
record StoredResource(
        String type, String id, long version, @Nullable String patientId, Resource resource) {}
