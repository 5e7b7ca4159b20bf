package org.prodrome.web.audit;

import java.util.Map;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.web.store.Pseudonym;
import org.springframework.stereotype.Component;

/** Puts on record that an EHR answered with resources about another patient: from where, of which type and how many. */
@Component
public class RefusedResources {
    private final AuditLog audit;

    RefusedResources(AuditLog audit) {
        this.audit = audit;
    }

    /** One entry for each type that was refused; nothing of what stood in them. */
    public void audit(PatientRecord record, Pseudonym patient, Pseudonym actor) {
        record.gaps().stream()
                .filter(gap -> gap.reason() == Gap.Reason.ANOTHER_PATIENT)
                .forEach(gap -> audit.append(
                        AuditKind.RESOURCES_REFUSED,
                        patient,
                        actor,
                        Map.of("issuer", record.issuer(), "type", gap.part(), "what", gap.detail())));
    }
}
