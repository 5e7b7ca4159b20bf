package org.prodrome.fhir.consent;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.PatientId;

/**
 * The patient's active Consents about privacy or research; one that denies is enough. A Consent about research says nothing
 * about treatment.
 */
record Consents(List<ConsentRule> rules) {

    static Consents among(
            List<Resource> resources,
            PatientId patient,
            ConsentCodes codes,
            LabelTable labels,
            Purpose purpose,
            @Nullable LocalDate day) {
        List<Consent> active = resources.stream()
                .filter(Consent.class::isInstance)
                .map(Consent.class::cast)
                .filter(consent -> !consent.hasStatus() || consent.getStatus() == ConsentState.ACTIVE)
                .filter(consent -> isOf(consent, patient))
                .filter(consent -> codes.scope(consent.getScope(), purpose) != Match.NO)
                .toList();
        if (active.isEmpty()) {
            return new Consents(List.of());
        }
        Map<String, Resource> byName = new HashMap<>();
        resources.forEach(resource -> byName.put(Parts.name(resource), resource));
        return new Consents(active.stream()
                .map(consent -> new ConsentRule(consent, codes, labels, purpose, day, byName))
                .toList());
    }

    /** A Consent that does not say whose it is came with this patient's record. */
    private static boolean isOf(Consent consent, PatientId patient) {
        String target = Parts.target(consent.getPatient());
        return target.isEmpty() || target.endsWith("/" + patient.value());
    }

    Verdict of(Resource resource) {
        Verdict verdict = Verdict.RELEASE;
        for (ConsentRule rule : rules) {
            verdict = verdict.or(rule.of(resource));
        }
        return verdict;
    }
}
