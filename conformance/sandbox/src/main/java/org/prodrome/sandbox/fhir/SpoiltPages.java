package org.prodrome.sandbox.fhir;

import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.sandbox.fault.Fault;
import org.prodrome.sandbox.fault.Faults;
import org.prodrome.sandbox.fault.RecordDefect;

/** Makes a searchset page wrong where a fault is on. */
record SpoiltPages(Faults faults, ClinicalStore store) {

    boolean loops() {
        return faults.has(RecordDefect.NEXT_LINK_LOOP);
    }

    /** The origin that next links are sent to instead of this EHR's own. */
    Optional<String> elsewhere() {
        return faults.find(Fault.NextLinkElsewhere.class).map(Fault.NextLinkElsewhere::origin);
    }

    Bundle spoil(Bundle page) {
        if (faults.has(RecordDefect.OUTCOME_ENTRY)) {
            page.getEntry().clear();
            page.setTotal(0).addEntry().setResource(outcome()).getSearch().setMode(Bundle.SearchEntryMode.OUTCOME);
        }
        if (faults.has(RecordDefect.FOREIGN_RESOURCE) && page.hasEntry()) {
            foreign(page.getEntryFirstRep().getResource())
                    .ifPresent(stranger ->
                            page.addEntry().setResource(stranger).getSearch().setMode(Bundle.SearchEntryMode.MATCH));
        }
        return page;
    }

    private Optional<Resource> foreign(Resource match) {
        Optional<String> own = store.chartFor(match);
        Optional<String> other = store.patients().stream()
                .map(PatientEntry::id)
                .filter(id -> own.isPresent() && !own.get().equals(id))
                .findFirst();
        return other.map(id -> about(id, match));
    }

    private Resource about(String patientId, Resource match) {
        if (match.fhirType().equals("Patient")) {
            return store.read("Patient", patientId).orElseThrow();
        }
        Resource copy = match.copy();
        copy.setId(copy.fhirType() + "/foreign-" + match.getIdElement().getIdPart());
        Compartments.PATIENT_ELEMENTS.stream()
                .flatMap(element -> Elements.named(copy, element).stream())
                .filter(Reference.class::isInstance)
                .forEach(reference -> ((Reference) reference).setReference("Patient/" + patientId));
        return copy;
    }

    private static OperationOutcome outcome() {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(OperationOutcome.IssueSeverity.ERROR)
                .setCode(OperationOutcome.IssueType.TIMEOUT)
                .setDiagnostics("the search took too long; nothing is returned");
        return outcome;
    }
}
