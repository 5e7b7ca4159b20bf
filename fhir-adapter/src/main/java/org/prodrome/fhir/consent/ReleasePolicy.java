package org.prodrome.fhir.consent;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.PatientId;

/**
 * Which resources of a patient may be released for a purpose: by the opt-out list, by the patient's Consents and by security
 * labels. The strictest of the three decides. Immutable but for the opt-out list, which follows its file; thread-safe.
 *
 * <p>What cannot be decided is shown for treatment, and told; it is left out of training and export.
 *
 * @param purpose what for
 * @param optOuts who opted out
 * @param byIssuer allowances of single issuers, by FHIR base URL
 * @param otherwise the allowance of every other issuer
 * @param asOf the day Consents must be in force for training and export; null leaves out what hangs on it
 */
public record ReleasePolicy(
        Purpose purpose,
        OptOuts optOuts,
        Map<String, Allowance> byIssuer,
        Allowance otherwise,
        @Nullable LocalDate asOf) {
    private static final LabelTable LABELS = LabelTable.load();
    private static final ConsentCodes CODES = ConsentCodes.load();
    private static final Referring REFERRING = Referring.load();

    public ReleasePolicy {
        byIssuer = Map.copyOf(byIssuer);
    }

    /** Nobody opted out; for treatment, nothing above normal confidentiality and no sensitive category. */
    public static ReleasePolicy of(Purpose purpose) {
        return new ReleasePolicy(purpose, OptOuts.none(), Map.of(), Allowance.NORMAL, null);
    }

    /** For training or export, with the day on which Consents must be in force. */
    public static ReleasePolicy of(Purpose purpose, OptOuts optOuts, LocalDate asOf) {
        return new ReleasePolicy(purpose, optOuts, Map.of(), Allowance.NORMAL, asOf);
    }

    /**
     * Takes out what must not be released.
     *
     * @param issuer FHIR base URL, or the name of an export
     * @param resources of this patient, and those of nobody that belong to them
     * @param read the day of reading
     * @throws FhirAdapterException.DataFileUnusable for training and export, where the opt-out list is broken
     */
    public Sifted sift(String issuer, PatientId patient, List<Resource> resources, LocalDate read) {
        Optional<Patient> person = person(patient, resources);
        try {
            if (optedOut(issuer, patient, person)) {
                return nothing(person, Sifted.Outcome.NOTHING);
            }
        } catch (FhirAdapterException.DataFileUnusable broken) {
            if (!purpose.showsUndecided()) {
                throw broken;
            }
            return nothing(person, Sifted.Outcome.REFUSED);
        }
        LocalDate day = purpose.showsUndecided() ? read : asOf;
        LabelRule labels = labels(issuer);
        Consents consents = Consents.among(resources, patient, CODES, LABELS, purpose, day);
        return sift(resources, person, labels, consents);
    }

    LabelRule labels(String issuer) {
        return new LabelRule(LABELS, purpose, byIssuer.getOrDefault(issuer, otherwise));
    }

    /** For training and export. */
    Consents consents(List<Resource> consents, PatientId patient) {
        return Consents.among(consents, patient, CODES, LABELS, purpose, asOf);
    }

    boolean speaksOf(Resource resource, Set<String> names) {
        return REFERRING.speaksOf(resource, names);
    }

    private Sifted sift(List<Resource> resources, Optional<Patient> person, LabelRule labels, Consents consents) {
        var kept = new ArrayList<Resource>(resources.size());
        var withheld = new ArrayList<Resource>();
        Verdict worst = Verdict.RELEASE;
        for (Resource resource : resources) {
            if (resource instanceof Consent) {
                continue;
            }
            Verdict verdict = settled(labels.of(resource).or(consents.of(resource)));
            worst = worst.or(verdict);
            (verdict == Verdict.WITHHOLD ? withheld : kept).add(resource);
        }
        if (person.filter(withheld::contains).isPresent()) {
            return nothing(person, Sifted.Outcome.NOTHING);
        }
        return switch (worst) {
            case RELEASE -> new Sifted(kept, Sifted.Outcome.ALL);
            case UNDECIDED -> new Sifted(kept, Sifted.Outcome.UNDECIDED);
            case WITHHOLD -> new Sifted(new Sieve(REFERRING, kept, withheld).rest(purpose), Sifted.Outcome.PART);
        };
    }

    private Verdict settled(Verdict verdict) {
        return verdict == Verdict.UNDECIDED && !purpose.showsUndecided() ? Verdict.WITHHOLD : verdict;
    }

    private Sifted nothing(Optional<Patient> person, Sifted.Outcome outcome) {
        List<Resource> kept = purpose.showsUndecided()
                ? person.<Resource>map(Identity::of).stream().toList()
                : List.of();
        return new Sifted(kept, outcome);
    }

    /** Without the Patient nobody can say who it is: with a list, that counts as opted out. */
    private boolean optedOut(String issuer, PatientId patient, Optional<Patient> person) {
        OptOutList list = optOuts.list();
        if (list.isEmpty()) {
            return false;
        }
        var keys = new ArrayList<String>();
        String address = issuer + "/Patient/" + patient.value();
        keys.add(address);
        keys.add(PatientAddress.of(address));
        keys.add("Patient/" + patient.value());
        person.ifPresent(found -> found.getIdentifier()
                .forEach(one -> keys.add((one.hasSystem() ? one.getSystem() : "") + "|" + one.getValue())));
        boolean byId = !issuer.contains("://") && list.hasId(patient.value(), purpose);
        return person.isEmpty() || byId || list.has(keys, purpose);
    }

    private static Optional<Patient> person(PatientId patient, List<Resource> resources) {
        return resources.stream()
                .filter(Patient.class::isInstance)
                .map(Patient.class::cast)
                .filter(found -> patient.value().equals(found.getIdElement().getIdPart()))
                .findFirst();
    }
}
