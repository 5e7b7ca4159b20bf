package org.prodrome.sandbox.fhir;

import org.hl7.fhir.r4.model.Resource;

/**
 * What a conditional create came to.
 *
 * @param resource the new resource, or the one that was already there
 * @param isNew whether it was created now
 */
public record Created(Resource resource, boolean isNew) {}
