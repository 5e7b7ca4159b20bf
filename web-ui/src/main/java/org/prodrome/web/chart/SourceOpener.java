package org.prodrome.web.chart;

import java.io.Serializable;
import java.util.List;
import org.prodrome.fhir.record.FhirReference;

/** Shows the resources behind a statement. */
@FunctionalInterface
interface SourceOpener extends Serializable {
    void open(List<FhirReference> sources);
}
