package org.prodrome.fhir.writeback;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.fhir.resources.ParsedResources;

/**
 * What a draft rests on, as it stood when it was accepted: its sources and the whole lists in which somebody else may have
 * settled the matter meanwhile: medications and allergies, orders of services, or problems. A draft that waited is held when a refreshed record says otherwise. Pure.
 *
 * @param sources literal reference to the version read, or, of a server that keeps none, to a digest of the content
 * @param lists the same for each resource type that was read whole
 * @param unguarded resource types that count and could not be read whole
 */
public record Grounds(Map<String, String> sources, Map<String, Map<String, String>> lists, Set<String> unguarded) {
    private static final List<String> MEDICATION_LISTS =
            List.of("MedicationRequest", "MedicationStatement", "AllergyIntolerance");

    public Grounds {
        sources = Map.copyOf(sources);
        lists = Map.copyOf(lists);
        unguarded = Set.copyOf(
                Objects.requireNonNullElse(unguarded, Set.of())); // a draft kept by an older version has none
    }

    /** What a refreshed record says. */
    public sealed interface Check {}

    /** Nothing that counts has changed. */
    public record Unchanged() implements Check {}

    /** It has, in words that name no fact. */
    public record Changed(String words) implements Check {}

    /** The record could not be refreshed in a part that counts. */
    public record Untold(String why) implements Check {}

    /** The grounds of a proposal in the record that the advice was given on. */
    public static Grounds of(PatientRecord record, List<FhirReference> sources, DraftProposal proposal) {
        Set<String> wanted = sources.stream().map(FhirReference::literal).collect(Collectors.toSet());
        return in(record, wanted, lists(proposal));
    }

    private static List<String> lists(DraftProposal proposal) {
        return switch (proposal) {
            case DraftProposal.Medication ignored -> MEDICATION_LISTS;
            case DraftProposal.Replace replace ->
                replace.order().isMedication() ? MEDICATION_LISTS : List.of("ServiceRequest");
            case DraftProposal.Service ignored -> List.of("ServiceRequest");
            case DraftProposal.Problem ignored -> List.of("Condition");
            case DraftProposal.Remove ignored -> List.of();
        };
    }

    /** The same grounds as they stand in another record: for a clinician who has looked at it and confirms. */
    public Grounds in(PatientRecord record) {
        Set<String> types = new TreeSet<>(lists.keySet());
        types.addAll(unguarded);
        return in(record, sources.keySet(), types);
    }

    private static Grounds in(PatientRecord record, Set<String> sources, Collection<String> types) {
        var lists = new LinkedHashMap<String, Map<String, String>>();
        types.stream()
                .filter(type -> !unread(record, type))
                .forEach(type -> lists.put(type, marks(record, isIn(type))));
        Set<String> unread = types.stream().filter(type -> unread(record, type)).collect(Collectors.toSet());
        return new Grounds(marks(record, resource -> sources.contains(literal(resource))), lists, unread);
    }

    /** Compares with a record read later. */
    public Check against(PatientRecord fresh) {
        Map<String, String> found = marks(fresh, resource -> sources.containsKey(literal(resource)));
        for (String part : parts(found)) {
            if (unread(fresh, part)) {
                return new Untold(part + " could not be read again");
            }
        }
        List<String> changes = new ArrayList<>();
        unguarded.stream()
                .sorted()
                .forEach(type -> changes.add("the list of " + type
                        + ": not read whole when it was accepted, so that nobody can compare it"));
        compare("what it rests on", sources, found, changes);
        lists.forEach((type, known) -> compare("the list of " + type, known, marks(fresh, isIn(type)), changes));
        return changes.isEmpty() ? new Unchanged() : new Changed(String.join("; ", changes));
    }

    /** What is withheld is withheld from both records alike. */
    private static boolean unread(PatientRecord record, String part) {
        return record.gaps().stream()
                .anyMatch(
                        gap -> gap.reason() != Gap.Reason.WITHHELD && gap.part().equals(part));
    }

    /** What has to be whole: the lists, and the types of sources that are not to be seen. */
    private Set<String> parts(Map<String, String> found) {
        Set<String> parts = sources.keySet().stream()
                .filter(literal -> !found.containsKey(literal))
                .map(literal -> literal.substring(0, literal.indexOf('/')))
                .collect(Collectors.toSet());
        parts.addAll(lists.keySet());
        return parts;
    }

    private static void compare(
            String what, Map<String, String> before, Map<String, String> now, List<String> changes) {
        long gone =
                before.keySet().stream().filter(key -> !now.containsKey(key)).count();
        long added =
                now.keySet().stream().filter(key -> !before.containsKey(key)).count();
        long changed = before.entrySet().stream()
                .filter(entry ->
                        now.containsKey(entry.getKey()) && !entry.getValue().equals(now.get(entry.getKey())))
                .count();
        if (gone + added + changed > 0) {
            changes.add(what + ": " + added + " added, " + changed + " changed, " + gone + " no longer there");
        }
    }

    /** Drafts, ours among them, are nothing that a patient takes, gets or has. */
    private static Predicate<Resource> isIn(String type) {
        return resource -> resource.fhirType().equals(type) && !isDraft(resource);
    }

    private static boolean isDraft(Resource resource) {
        return resource instanceof MedicationRequest request
                        && request.getStatus() == MedicationRequest.MedicationRequestStatus.DRAFT
                || resource instanceof ServiceRequest order
                        && order.getStatus() == ServiceRequest.ServiceRequestStatus.DRAFT
                || resource instanceof Condition problem
                        && problem.getVerificationStatus().getCoding().stream()
                                .anyMatch(coding -> "provisional".equals(coding.getCode()))
                        && problem.getIdentifier().stream()
                                .anyMatch(own -> DraftRenderer.IDENTIFIER_SYSTEM.equals(own.getSystem()));
    }

    private static Map<String, String> marks(PatientRecord record, Predicate<Resource> counts) {
        var marks = new TreeMap<String, String>();
        ParsedResources.open(record.resources()).resources().stream()
                .filter(resource -> resource.getIdElement().hasIdPart())
                .filter(counts)
                .forEach(resource -> marks.put(literal(resource), mark(resource)));
        return marks;
    }

    private static String literal(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }

    private static String mark(Resource resource) {
        String version = resource.getMeta().getVersionId();
        return version != null ? version : digest(resource);
    }

    private static String digest(Resource resource) {
        Resource content = resource.copy();
        content.setMeta(null);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(FhirJson.render(content).getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: expected in every JDK", e);
        }
    }

    /** Never which resources. */
    @Override
    public String toString() {
        return "Grounds[" + sources.size() + " sources, " + lists.size() + " lists]";
    }
}
