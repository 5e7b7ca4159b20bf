package org.prodrome.fhir.search;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.capability.Support;
import org.prodrome.fhir.record.Gap;
import org.prodrome.launcher.Scope.Interaction;

/**
 * Reads a record by one {@code $everything} (FHIR R4 patient-operation-everything), with the paging and limits of any search.
 * What it brings beyond the types asked for is left out, so that the record is the same as by searches.
 */
final class EverythingReading {
    /** What may come along with the types asked for. */
    private static final Set<String> COMPANIONS = Set.of("Medication", "Provenance");

    private final Session session;
    private final List<String> types;

    /** @param types those of the record that are asked for, Patient among them */
    EverythingReading(Session session, List<String> types) {
        this.session = session;
        this.types = types;
    }

    /** Whether the server offers it and the grant covers all that it would bring. */
    boolean possible() {
        FhirAccess access = session.http().access();
        return session.server().operation("Patient", "everything") == Support.OFFERED
                && session.readable()
                && types.contains("Patient")
                && types.stream().allMatch(type -> access.allows(Interaction.READ, type));
    }

    /** Whether type by type hardly anything can be asked: fewer than half of the types. */
    boolean better() {
        long searchable = types.stream()
                .filter(type -> session.server().interaction(type, "search-type") != Support.NOT_OFFERED)
                .count();
        return possible() && searchable * 2 < types.size();
    }

    /** Empty where the server refused it, so that type by type has to do. */
    Optional<Part> read() {
        String address = session.http().access().base() + "/"
                + session.patient().reference().literal() + "/$everything?_count="
                + session.limits().pageSize();
        Part part = asked(address + "&_type=" + String.join(",", kept()));
        if (part.refused() > 0) {
            part = asked(address);
        }
        return part.refused() > 0 ? Optional.empty() : Optional.of(texts(wanted(part)));
    }

    private Set<String> kept() {
        Set<String> kept = new TreeSet<>(types);
        kept.addAll(COMPANIONS);
        return kept;
    }

    private Part asked(String address) {
        return session.paged("Patient.everything").from(URI.create(address));
    }

    private Part texts(Part part) {
        return new DocumentTexts(session).filled(part);
    }

    private Part wanted(Part part) {
        Set<String> keep = kept();
        List<Resource> resources = part.resources().stream()
                .filter(resource -> keep.contains(resource.fhirType()))
                .toList();
        return new Part(resources, gaps(part));
    }

    /** A gap of the whole is one of every type. */
    private List<Gap> gaps(Part part) {
        var gaps = new ArrayList<Gap>();
        for (Gap gap : part.gaps()) {
            types.forEach(type -> gaps.add(new Gap(type, gap.reason(), gap.detail())));
        }
        Set<String> known = session.server().known().stream()
                .flatMap(server -> server.types().keySet().stream())
                .collect(Collectors.toSet());
        SearchCatalog.shipped().searches().stream()
                .filter(search -> !search.optional())
                .map(Search::type)
                .filter(type -> types.contains(type) && !known.contains(type))
                .map(type -> new Gap(type, Gap.Reason.NOT_SUPPORTED, "the server does not list it"))
                .forEach(gaps::add);
        return gaps;
    }
}
