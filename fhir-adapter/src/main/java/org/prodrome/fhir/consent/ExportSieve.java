package org.prodrome.fhir.consent;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.PatientId;

/**
 * A {@link ReleasePolicy} for exports that are too large to be held: resource by resource, in passes over the files. First all
 * Patients and Consents are shown to it, then every resource that may matter, then those of {@link #isTouched} patients again
 * until nothing more spreads; then it says of each resource what may be released. Memory grows with what is withheld, not with
 * the export. Thread-safe within a pass.
 */
public final class ExportSieve {
    private final ReleasePolicy policy;
    private final String issuer;
    private final LabelRule labels;
    private final Map<String, List<Consent>> consents = new ConcurrentHashMap<>();
    private final Map<String, Consents> wishes = new ConcurrentHashMap<>();
    private final Set<String> left = ConcurrentHashMap.newKeySet();
    private final Set<String> touched = ConcurrentHashMap.newKeySet();
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private final Map<String, WithheldNames> told = new ConcurrentHashMap<>();
    private final Map<String, WithheldWords> words = new ConcurrentHashMap<>();
    private final AtomicLong resources = new AtomicLong();

    /** @param issuer FHIR base URL of the export, or its name */
    public ExportSieve(ReleasePolicy policy, String issuer) {
        this.policy = policy;
        this.issuer = issuer;
        this.labels = policy.labels(issuer);
    }

    /** First pass. */
    public void consent(String patient, Consent consent) {
        consents.computeIfAbsent(patient, id -> Collections.synchronizedList(new ArrayList<>()))
                .add(consent);
    }

    /** First pass, after the Consents: a Patient that opted out, or may not be released, takes everything along. */
    public void person(Patient person) {
        String id = person.getIdElement().getIdPart();
        var all = new ArrayList<Resource>(List.of(person));
        List<Consent> own = consents.getOrDefault(id, List.of());
        all.addAll(own);
        Sifted sifted = policy.sift(issuer, new PatientId(id), all, LocalDate.EPOCH);
        if (sifted.outcome() == Sifted.Outcome.NOTHING) {
            left.add(id);
        }
    }

    /** First and second pass: of this patient something could not be read that decides on all, so that all is left out. */
    public void leaveOut(String patient) {
        left.add(patient);
    }

    /** Second and third pass: a resource that could not be read cannot be decided; whether it is withheld only now. */
    public boolean unread(@Nullable String patient, String type, String id) {
        touched.add(key(patient));
        return names.add(type + "/" + id);
    }

    /** Whether anybody's resources must be shown in the second pass though they bear no label. */
    public boolean hasAnyWishes() {
        return !consents.isEmpty();
    }

    /** Whether the patient's resources must be shown in the second pass though they bear no label. */
    public boolean hasWishes(String patient) {
        return consents.containsKey(patient) && !left.contains(patient);
    }

    /** Second pass, for labelled resources and those of patients with wishes. */
    public void judge(@Nullable String patient, Resource resource) {
        Verdict verdict = labels.of(resource);
        if (patient != null && consents.containsKey(patient)) {
            verdict = verdict.or(wishes(patient).of(resource));
        }
        if (verdict != Verdict.RELEASE) {
            withhold(patient, resource);
        }
    }

    private Consents wishes(String patient) {
        return wishes.computeIfAbsent(
                patient, id -> policy.consents(List.copyOf(consents.getOrDefault(id, List.of())), new PatientId(id)));
    }

    /** Whether something of the patient is withheld, or something of nobody's is that theirs may refer to. */
    public boolean isTouched(@Nullable String patient) {
        return patient == null || touched.contains(patient) || touched.contains("");
    }

    /** Whether nothing is withheld at all. */
    public boolean isIdle() {
        return left.isEmpty() && names.isEmpty();
    }

    /** Third pass, repeated while it returns true: what speaks of something withheld is withheld too. */
    public boolean spreads(@Nullable String patient, Resource resource) {
        boolean more = !isWithheld(resource) && policy.speaksOf(resource, names);
        if (more) {
            withhold(patient, resource);
        }
        return more;
    }

    private void withhold(@Nullable String patient, Resource resource) {
        names.add(Parts.name(resource));
        touched.add(key(patient));
        told.computeIfAbsent(key(patient), id -> new WithheldNames()).add(resource);
    }

    /** What names something withheld of the patient's, or of nobody's. */
    private WithheldWords words(String patient) {
        var names = new WithheldNames();
        Stream.of(patient, "").map(told::get).filter(Objects::nonNull).forEach(names::add);
        return WithheldWords.of(names, WithheldWords::read);
    }

    private static String key(@Nullable String patient) {
        return patient == null ? "" : patient;
    }

    private boolean isWithheld(Resource resource) {
        return names.contains(Parts.name(resource));
    }

    /** Whether a patient is left out as a whole. */
    public boolean isLeftOut(String patient) {
        boolean out = left.contains(patient);
        if (out) {
            resources.incrementAndGet();
        }
        return out;
    }

    /**
     * Last pass, for touched patients: what may be written of a resource, null for nothing. Free text may tell of what is
     * withheld, and goes; so do codes and displays that name it.
     */
    public @Nullable Resource released(@Nullable String patient, Resource resource) {
        if (resource instanceof Consent || resource instanceof DocumentReference || isWithheld(resource)) {
            resources.incrementAndGet();
            return null;
        }
        Resource copy = Referring.cut(resource, names);
        if (copy instanceof DiagnosticReport report) {
            report.setConclusion(null);
            report.setPresentedForm(null);
        }
        return words.computeIfAbsent(key(patient), this::words).cut(copy);
    }

    /** Counts a resource that was left out for another reason of policy. */
    public void countWithheld() {
        resources.incrementAndGet();
    }

    /** How many patients were left out. */
    public long patients() {
        return left.size();
    }

    /** How many resources were left out. */
    public long resources() {
        return resources.get();
    }
}
