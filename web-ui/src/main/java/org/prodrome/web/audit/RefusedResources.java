package org.prodrome.web.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prodrome.fhir.mapping.RecordMapping;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.web.store.PatientVault;
import org.prodrome.web.store.Pseudonym;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Puts on record that an EHR answered with resources about another patient, or about nobody they name: from where, of which
 * type and how many. Called wherever a record is read, before anything is made of it.
 */
@Component
public class RefusedResources {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedResources.class);

    private final AuditLog audit;
    private final PatientVault vault;

    RefusedResources(AuditLog audit, PatientVault vault) {
        this.audit = audit;
        this.vault = vault;
    }

    /**
     * One entry for each type that was refused; nothing of what stood in them.
     *
     * @param fhirUser for whom the record was read: the absolute fhirUser, or the CDS client's id
     */
    public void audit(PatientRecord record, String fhirUser) {
        entries(record, fhirUser).ifPresent(Runnable::run);
    }

    /** The same later: what is to be written, which holds on to nothing of the record. Empty where nothing was refused. */
    public Optional<Runnable> entries(PatientRecord record, String fhirUser) {
        String issuer = record.issuer();
        List<Map<String, String>> facts = record.gaps().stream()
                .filter(RecordMapping::isRefusal)
                .map(gap -> Map.of("issuer", issuer, "type", gap.part(), "what", gap.detail()))
                .toList();
        if (facts.isEmpty()) {
            return Optional.empty();
        }
        Pseudonym patient = vault.patient(issuer, record.patient());
        Pseudonym actor = vault.user(fhirUser);
        return Optional.of(() -> write(patient, actor, facts));
    }

    private void write(Pseudonym patient, Pseudonym actor, List<Map<String, String>> facts) {
        try {
            facts.forEach(one -> audit.append(AuditKind.RESOURCES_REFUSED, patient, actor, one));
        } catch (DataAccessException | TransactionException failure) { // the store's trouble must not silence a warning
            LOG.error(
                    "Refused resources could not be put on record: {}",
                    failure.getClass().getName());
        }
    }
}
