package org.prodrome.launcher;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The launch context in a token response, checked (scopes-and-launch-context#launch-context-arrives-with-your-access_token). */
record ContextParameters(
        @Nullable String patient,
        @Nullable String encounter,
        @Nullable String intent,
        boolean needPatientBanner,
        @Nullable URI smartStyleUrl,
        @Nullable String appContext,
        @Nullable String tenant,
        List<LaunchContext.ContextItem> fhirContext) {

    /** A FHIR logical id, which may be put into a URL (R4 datatypes#id); so never one that a URL takes for a folder. */
    private static final Pattern ID = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9.-]{1,64}");

    static ContextParameters parse(JsonDocument response, IssuerRegistration registration) {
        var json = new JsonDocument(response.fields(), response.name(), Clause.CONTEXT, LaunchException.Context::new);
        return new ContextParameters(
                id(json, "patient"),
                id(json, "encounter"),
                json.text("intent"),
                !Boolean.FALSE.equals(json.flag("need_patient_banner")),
                style(json.text("smart_style_url"), registration),
                json.raw("appContext"),
                json.text("tenant"),
                json.objects("fhirContext").stream()
                        .map(ContextParameters::item)
                        .toList());
    }

    private static @Nullable String id(JsonDocument json, String field) {
        var value = json.text(field);
        // a name of dots alone is a FHIR id by its pattern, and leads elsewhere in a URL
        if (value != null && (!ID.matcher(value).matches() || value.matches("\\.+"))) {
            throw json.refused(field, "a FHIR id", "text of another form");
        }
        return value;
    }

    /** A style from a stranger's host is left out rather than refused: it is decoration. */
    private static @Nullable URI style(@Nullable String value, IssuerRegistration registration) {
        try {
            var uri = value == null ? null : URI.create(value);
            var addresses = new Addresses(registration);
            boolean usable = uri != null && uri.getHost() != null && addresses.secure(uri) && addresses.trusted(uri);
            return usable ? uri : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static LaunchContext.ContextItem item(JsonDocument json) {
        if (!json.has("reference") && !json.has("canonical") && !json.has("identifier")) {
            throw json.refused("fhirContext", "a reference, canonical or identifier in each item", "none of them");
        }
        var role = json.text("role");
        return new LaunchContext.ContextItem(
                json.text("reference"),
                json.text("canonical"),
                json.raw("identifier"),
                json.text("type"),
                role == null || role.isBlank() ? "launch" : role);
    }

    @Override
    public String toString() {
        return "ContextParameters[]";
    }
}
