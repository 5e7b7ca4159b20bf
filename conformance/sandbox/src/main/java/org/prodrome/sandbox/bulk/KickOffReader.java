package org.prodrome.sandbox.bulk;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Group;
import org.prodrome.sandbox.fhir.ClinicalStore;
import org.prodrome.sandbox.fhir.PatientEntry;
import org.prodrome.sandbox.smart.EhrAddress;
import org.prodrome.sandbox.smart.Grant;
import org.prodrome.sandbox.smart.Scope;

/** Reads a kick-off request (Bulk Data Access 2.0, section Bulk Data Kick-off Request), strictly. */
record KickOffReader(ClinicalStore store, EhrAddress address, InstantSource clock) {

    private static final Set<String> FORMATS = Set.of("application/fhir+ndjson", "application/ndjson", "ndjson");
    private static final Set<String> KNOWN = Set.of("_outputFormat", "_since", "_type");

    ExportOrder read(BulkCall.KickOff call, HttpServletRequest request, Grant grant) {
        requireHeaders(request);
        List<String> remarks = new ArrayList<>();
        boolean lenient = prefers(request, "handling=lenient");
        requireKnown(request, lenient, remarks);
        String format = Objects.requireNonNullElse(request.getParameter("_outputFormat"), "ndjson");
        if (!FORMATS.contains(format)) {
            throw new ExportRefusal(400, "_outputFormat: expected application/fhir+ndjson, got another");
        }
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        return new ExportOrder(
                grant.clientId(),
                address.origin() + request.getRequestURI() + query,
                types(call, request, grant, lenient, remarks),
                Optional.ofNullable(request.getParameter("_since")).map(KickOffReader::instant),
                clock.instant(),
                patients(call),
                remarks);
    }

    private static void requireHeaders(HttpServletRequest request) {
        if (!Objects.requireNonNullElse(request.getHeader("Accept"), "").contains("application/fhir+json")) {
            throw new ExportRefusal(400, "Accept: expected application/fhir+json");
        }
        if (!prefers(request, "respond-async")) {
            throw new ExportRefusal(400, "Prefer: expected respond-async");
        }
    }

    private static boolean prefers(HttpServletRequest request, String what) {
        return Collections.list(request.getHeaders("Prefer")).stream()
                .flatMap(header -> Arrays.stream(header.split("[,;]", -1)))
                .anyMatch(one -> one.replace(" ", "").equals(what));
    }

    private static void requireKnown(HttpServletRequest request, boolean lenient, List<String> remarks) {
        for (String name : new TreeSet<>(request.getParameterMap().keySet())) {
            if (KNOWN.contains(name)) {
                continue;
            }
            if (!lenient) {
                throw new ExportRefusal(400, "parameter: expected one of " + new TreeSet<>(KNOWN) + ", got another");
            }
            remarks.add("a parameter that this server does not know was ignored");
        }
    }

    private Set<String> types(
            BulkCall.KickOff call, HttpServletRequest request, Grant grant, boolean lenient, List<String> remarks) {
        Set<String> offered = new TreeSet<>(store.types());
        if (call.level() != BulkCall.Level.SYSTEM) {
            offered.remove("Group");
        }
        Set<String> granted = new TreeSet<>(offered);
        granted.removeIf(type -> !covers(grant, type));
        if (granted.isEmpty()) {
            throw new ExportRefusal(403, "scope: expected system/ scopes that allow reading");
        }
        String asked = request.getParameter("_type");
        if (asked == null) {
            return granted;
        }
        Set<String> types = new TreeSet<>(List.of(asked.split(",", -1)));
        if (!offered.containsAll(types) && !lenient) {
            throw new ExportRefusal(400, "_type: expected types that this export has, got another");
        }
        if (types.retainAll(offered)) {
            remarks.add("a type that this export does not have was ignored");
        }
        if (!granted.containsAll(types)) {
            throw new ExportRefusal(403, "_type: expected types that the granted scopes cover");
        }
        return types;
    }

    private static boolean covers(Grant grant, String type) {
        return grant.dataScopes().stream()
                .anyMatch(scope -> scope.level() == Scope.Level.SYSTEM
                        && scope.parameters().isEmpty()
                        && scope.covers(type, Scope.Action.READ));
    }

    private List<String> patients(BulkCall.KickOff call) {
        if (call.group().isEmpty()) {
            return store.patients().stream().map(PatientEntry::id).toList();
        }
        Group group = (Group) store.read("Group", call.group().get())
                .orElseThrow(() -> new ExportRefusal(404, "Group: expected one of this EHR"));
        return group.getMember().stream()
                .map(member -> member.getEntity().getReferenceElement().getIdPart())
                .toList();
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException _) {
            throw new ExportRefusal(400, "_since: expected a FHIR instant");
        }
    }
}
