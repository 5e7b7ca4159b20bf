package org.prodrome.fhir.search;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.mapping.RecordMapping;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.resources.Page;
import org.prodrome.fhir.resources.ParsedResources;

/**
 * Looks for patients by who they are, for an app that was opened without one. Thread-safe.
 *
 * <p>What is looked for travels in the body of {@code POST Patient/_search}, never in an address (FHIR R4 http#search).
 */
public final class PatientSearch {
    private static final int AT_MOST = 20;

    private final HttpClient client;
    private final ReadLimits limits;
    private final Clock clock;

    public PatientSearch(HttpClient client, ReadLimits limits, Clock clock) {
        this.client = client;
        this.limits = limits;
        this.clock = clock;
    }

    /** With a client of its own and the default limits. */
    public static PatientSearch create() {
        return new PatientSearch(FhirHttp.newClient(), ReadLimits.DEFAULT, Clock.systemUTC());
    }

    /**
     * What is known of the patient that is looked for; at least one of them.
     *
     * @param name any part of it
     * @param identifier such as a medical record number, with or without {@code system|}
     */
    public record Query(
            @Nullable String name,
            @Nullable LocalDate birthDate,
            @Nullable String identifier) {
        public Query {
            name = name == null || name.isBlank() ? null : name.strip();
            identifier = identifier == null || identifier.isBlank() ? null : identifier.strip();
            if (name == null && birthDate == null && identifier == null) {
                throw new IllegalArgumentException(
                        "patient search: expected a name, birth date or identifier, got none");
            }
        }

        private Map<String, String> parameters() {
            var parameters = new LinkedHashMap<String, String>();
            if (name != null) {
                parameters.put("name", name);
            }
            if (birthDate != null) {
                parameters.put("birthdate", birthDate.toString());
            }
            if (identifier != null) {
                parameters.put("identifier", identifier);
            }
            parameters.put("_count", Integer.toString(AT_MOST));
            return parameters;
        }

        /** Never the person. */
        @Override
        public String toString() {
            return "Query[withheld]";
        }
    }

    /**
     * One patient who may be the one.
     *
     * @param inUse false where the record is marked inactive or was replaced by another (FHIR R4 Patient.active, Patient.link)
     */
    public record Match(PatientId id, Demographics demographics, boolean inUse) {}

    /** What came of a search. */
    public sealed interface Outcome {
        /** At most twenty; {@code more} says whether the server has others. */
        record Found(List<Match> matches, boolean more) implements Outcome {}

        /** The server gave no answer that can be used; one sentence, nothing of a patient. */
        record NotAnswered(String why) implements Outcome {}
    }

    public Outcome find(FhirAccess access, Query query, Duration budget) {
        URI target = URI.create(access.base() + "/Patient/_search");
        String form = query.parameters().entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(target)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        return switch (new FhirHttp(client, access, limits).send(request, target, Deadline.in(budget))) {
            case Answer.Success success -> read(access, success.body());
            case Answer.Failure failure -> new Outcome.NotAnswered(failure.detail());
        };
    }

    private Outcome read(FhirAccess access, String body) {
        try {
            Page page = Page.parse(body);
            if (page.failed()) {
                return new Outcome.NotAnswered("the server refused the search");
            }
            List<Match> matches = page.resources().stream()
                    .filter(Patient.class::isInstance)
                    .map(Patient.class::cast)
                    .map(patient -> match(access, patient))
                    .limit(AT_MOST)
                    .toList();
            return new Outcome.Found(matches, page.next() != null || page.unseen() > 0);
        } catch (FhirAdapterException | IllegalArgumentException unreadable) {
            return new Outcome.NotAnswered("the server's answer could not be read");
        }
    }

    private Match match(FhirAccess access, Patient patient) {
        var id = new PatientId(patient.getIdElement().getIdPart());
        var record = RecordMapping.map(
                access.base().toString(), id, ParsedResources.of(List.of(patient)), List.of(), clock.instant());
        return new Match(id, record.demographics(), inUse(patient));
    }

    private static boolean inUse(Patient patient) {
        boolean inactive = patient.hasActive() && !patient.getActive();
        return !inactive && patient.getLink().stream().noneMatch(link -> link.getType() == Patient.LinkType.REPLACEDBY);
    }
}
