package org.prodrome.fhir.bulk;

import java.util.List;

/** The lines of one patient, the Patient's own first. */
record RawPatient(String id, List<SourceLine> lines) {}
