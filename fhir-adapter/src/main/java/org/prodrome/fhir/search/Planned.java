package org.prodrome.fhir.search;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.prodrome.fhir.capability.Learnt;
import org.prodrome.fhir.capability.Support;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.resources.FhirVersion;
import org.prodrome.launcher.Scope.Interaction;

/** What is to be done about one type on one server, decided without a request. */
sealed interface Planned {

    /** Nothing can be asked. */
    record Missing(Gap gap) implements Planned {}

    /** The server has nothing of the kind, and that is as well. */
    record Needless() implements Planned {}

    /**
     * It can be asked for.
     *
     * @param patientQuery the parameter that names the patient, with its value
     * @param extras page size and includes, which a server may refuse
     * @param constraints queries within which alone it is granted; empty when unlimited
     */
    record Ask(Search search, String patientQuery, List<String> extras, List<String> constraints) implements Planned {
        public Ask {
            extras = List.copyOf(extras);
            constraints = List.copyOf(constraints);
        }

        Ask withoutExtras() {
            return new Ask(search, patientQuery, List.of(), constraints);
        }

        /** Only what changed since. */
        Ask since(Instant start) {
            String changed = "&_lastUpdated=ge" + start.truncatedTo(ChronoUnit.SECONDS);
            return new Ask(search, patientQuery + changed, extras, constraints);
        }

        /** @param narrowing one more {@code name=value}, or empty */
        URI first(URI base, String narrowing) {
            var query = new ArrayList<>(List.of(patientQuery));
            if (!narrowing.isEmpty()) {
                query.add(narrowing.replace("|", "%7C"));
            }
            query.addAll(extras);
            return URI.create(base + "/" + search.type() + "?" + String.join("&", query));
        }
    }

    /**
     * A type whose search the server does not list is not asked for; nor is one that it cannot search by patient: a server that
     * ignores an unknown parameter would answer with everybody's.
     */
    static Planned of(Search search, Session session) {
        FhirAccess access = session.http().access();
        Learnt server = session.server();
        PatientId patient = session.patient();
        boolean unlisted = server.interaction(search.type(), "search-type") == Support.NOT_OFFERED;
        if (search.optional() && isUnknownTo(server, search.type())) {
            return new Needless();
        }
        List<String> constraints = access.constraints(Interaction.SEARCH, search.type());
        if (!access.allows(Interaction.SEARCH, search.type()) && constraints.isEmpty()) {
            return new Missing(new Gap(search.type(), Gap.Reason.NO_SCOPE, "not granted"));
        }
        if (!session.readable()) {
            return new Missing(strange(search.type()));
        }
        if (unlisted) {
            return new Missing(new Gap(
                    search.type(), Gap.Reason.NOT_SUPPORTED, "the server says that it does not offer a search for it"));
        }
        if (server.searchParameter(search.type(), "patient") != Support.NOT_OFFERED) {
            return new Ask(search, "patient=" + patient.value(), extras(search, session), constraints);
        }
        if (server.searchParameter(search.type(), "subject") == Support.OFFERED) {
            String subject = "subject=" + patient.reference().literal();
            return new Ask(search, subject, extras(search, session), constraints);
        }
        return new Missing(new Gap(
                search.type(), Gap.Reason.NOT_SUPPORTED, "the server says that it cannot search for it by patient"));
    }

    /** Whether the server says what it has, and this is not among it: what it has and cannot search may well be there. */
    private static boolean isUnknownTo(Learnt server, String type) {
        return server.known().map(all -> all.type(type).isEmpty()).orElse(false);
    }

    /** What to say of a server whose version of FHIR is none of {@link FhirVersion}. */
    static Gap strange(String type) {
        return new Gap(type, Gap.Reason.NOT_SUPPORTED, "the server speaks a version of FHIR that cannot be read");
    }

    private static List<String> extras(Search search, Session session) {
        Learnt server = session.server();
        var extras = new ArrayList<>(List.of("_count=" + session.limits().pageSize()));
        for (String include : search.includes()) {
            if (server.include(search.type(), include) != Support.NOT_OFFERED) {
                extras.add("_include=" + include);
            }
        }
        for (String include : search.reverseIncludes()) {
            if (server.reverseInclude(search.type(), include) == Support.OFFERED) {
                extras.add("_revinclude=" + include);
            }
        }
        return extras;
    }
}
