package org.prodrome.fhir.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.mapping.RecordMapping;
import org.prodrome.fhir.record.FhirResources;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.ParsedResources;

/**
 * What was read of a patient a short while ago, to lie beneath what a hook brings. Orders in progress are not in it, nor what
 * the release policy withheld then; the patient's Consents are, so that both together are sifted again.
 *
 * @param resources opaque
 * @param gaps what could not be read or understood, without what was refused
 * @param unread the types that were not read to their end
 * @param readAt when reading ended
 * @param characters how long the JSON was
 */
public record EarlierRecord(
        FhirResources resources, List<Gap> gaps, Set<String> unread, Instant readAt, long characters) {
    private static final String DRAFT = "draft";

    public EarlierRecord {
        gaps = List.copyOf(gaps);
        unread = Set.copyOf(unread);
    }

    /**
     * A record as it was read, and what is kept of it.
     *
     * @param record for whoever audits what was refused
     */
    public record Read(PatientRecord record, EarlierRecord kept) {}

    static Read of(PatientRecord record, RecordReader.Fetched fetched) {
        String patient = record.patient().reference().literal();
        List<Resource> kept = new ArrayList<>();
        ParsedResources.open(record.resources()).resources().stream()
                .filter(resource -> !isDraft(resource))
                .forEach(kept::add);
        fetched.resources().resources().stream()
                .filter(resource -> resource instanceof Consent consent && isOf(consent, patient))
                .forEach(kept::add);
        List<Gap> gaps = record.gaps().stream()
                .filter(gap -> !RecordMapping.isRefusal(gap))
                .toList();
        Set<String> unread = Stream.concat(
                        fetched.gaps().stream(), gaps.stream().filter(gap -> gap.reason() == Gap.Reason.WITHHELD))
                .map(gap -> type(gap.part()))
                .collect(Collectors.toSet());
        return new Read(
                record,
                new EarlierRecord(ParsedResources.of(kept), gaps, unread, record.readAt(), fetched.characters()));
    }

    /** Whether all of a type was read. What is withheld may be of any type. */
    public boolean hasAll(String type) {
        return !unread.contains(type) && gaps.stream().noneMatch(gap -> gap.reason() == Gap.Reason.WITHHELD);
    }

    private static String type(String part) {
        return part.split("\\.", 2)[0];
    }

    private static boolean isOf(Consent consent, String patient) {
        String named = String.valueOf(consent.getPatient().getReference());
        return named.equals(patient) || named.endsWith("/" + patient);
    }

    private static boolean isDraft(Resource resource) {
        Property status = resource.getNamedProperty("status");
        return status != null
                && status.getValues().stream().map(Base::primitiveValue).anyMatch(DRAFT::equals);
    }

    /** Never the content. */
    @Override
    public String toString() {
        return "EarlierRecord[" + resources.count() + " resources, " + gaps.size() + " gaps]";
    }
}
