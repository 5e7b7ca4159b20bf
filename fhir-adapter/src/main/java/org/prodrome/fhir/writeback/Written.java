package org.prodrome.fhir.writeback;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.fhir.search.Answer;

/** Where a server put what we sent: by its Location header, else by the body. */
final class Written {
    private static final Pattern LOCATION =
            Pattern.compile(".*?([A-Z][A-Za-z]+)/([A-Za-z0-9\\-.]{1,64})(?:/_history/([A-Za-z0-9\\-.]{1,64}))?/?");

    private Written() {}

    static Optional<FhirReference> reference(Answer.Success success, String type) {
        return success.headers()
                .firstValue("Location")
                .or(() -> success.headers().firstValue("Content-Location"))
                .flatMap(location -> located(location, type))
                .or(() -> inBody(success.body(), type));
    }

    static Optional<FhirReference> reference(Resource resource) {
        String id = resource.getIdElement().getIdPart();
        return id == null
                ? Optional.empty()
                : Optional.of(new FhirReference(
                        resource.fhirType(), id, resource.getMeta().getVersionId()));
    }

    private static Optional<FhirReference> located(String location, String type) {
        Matcher parts = LOCATION.matcher(location);
        return parts.matches() && parts.group(1).equals(type)
                ? Optional.of(new FhirReference(type, parts.group(2), parts.group(3)))
                : Optional.empty();
    }

    private static Optional<FhirReference> inBody(String body, String type) {
        try {
            Resource resource = FhirJson.parse(body);
            return resource.fhirType().equals(type) ? reference(resource) : Optional.empty();
        } catch (FhirAdapterException.Unreadable e) {
            return Optional.empty();
        }
    }
}
