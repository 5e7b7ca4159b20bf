package org.prodrome.fhir.mapping;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.consent.ReleasePolicy;
import org.prodrome.fhir.consent.Sifted;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientId;

/**
 * The one place where the release policy is applied: before anything is mapped, whichever way the resources came.
 *
 * @param own those of this patient that may be released
 * @param others those about other patients, or of nobody, which mapping refuses and counts
 * @param outcome what to tell of the rest
 */
record Released(List<Resource> own, List<Resource> others, Sifted.Outcome outcome) {
    private static final Gap UNDECIDED = new Gap(
            "Consent",
            Gap.Reason.UNREADABLE,
            "a wish or a label could not be decided: ask the patient before this record is used for anything but care");

    static Released of(
            ReleasePolicy policy, String issuer, PatientId patient, List<Resource> resources, Instant readAt) {
        var own = new ArrayList<Resource>(resources.size());
        var others = new ArrayList<Resource>();
        var subject = Subject.among(resources, patient);
        resources.forEach(resource -> (isOf(resource, subject) ? own : others).add(resource));
        Sifted sifted = policy.sift(issuer, patient, own, LocalDate.ofInstant(readAt, ZoneOffset.UTC));
        return new Released(sifted.kept(), others, sifted.outcome());
    }

    private static boolean isOf(Resource resource, Subject subject) {
        try {
            return subject.of(resource) == Subject.Whose.OURS;
        } catch (FHIRException unreadable) {
            return true;
        }
    }

    /** The gaps of reading, and what the policy adds. */
    List<Gap> with(List<Gap> gaps) {
        var all = new ArrayList<>(gaps);
        switch (outcome) {
            case ALL -> {}
            case UNDECIDED -> all.add(UNDECIDED);
            case PART, NOTHING -> all.add(Gap.withheld());
            case REFUSED -> all.add(Gap.refused());
        }
        return all;
    }
}
