package org.prodrome.sandbox.cds;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A prefetch template with its tokens filled in from the hook's context (CDS Hooks 2.0, "Prefetch tokens").
 *
 * <p>Tokens: {@code {{context.field}}}, {@code {{context.draftOrders.MedicationRequest.id}}} and the user identifiers
 * {@code {{userPractitionerId}}}, {@code {{userPractitionerRoleId}}}, {@code {{userPatientId}}},
 * {@code {{userRelatedPersonId}}}. A token without a value leaves the whole template unsatisfied.
 */
final class PrefetchTemplate {

    private static final Pattern TOKEN = Pattern.compile("\\{\\{\\s*([^{}]+?)\\s*}}");
    private static final Pattern USER = Pattern.compile("user(Practitioner|PractitionerRole|Patient|RelatedPerson)Id");
    private static final Pattern RELATIVE = Pattern.compile("[A-Z][A-Za-z]+([/?].*)?");
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9\\-._~:/?#@!$&'()*+,;=%]");

    private PrefetchTemplate() {}

    /** The relative FHIR address, or empty when a token has no value or the result isn't a relative FHIR address. */
    static Optional<String> fill(String template, JsonNode context) {
        StringBuilder filled = new StringBuilder();
        Matcher token = TOKEN.matcher(template);
        while (token.find()) {
            String value = valueOf(token.group(1), context);
            if (value == null) {
                return Optional.empty();
            }
            token.appendReplacement(filled, Matcher.quoteReplacement(encode(value)));
        }
        token.appendTail(filled);
        String address = escapeUnsafe(filled.toString());
        boolean relative = RELATIVE.matcher(address).matches()
                && !address.contains("..")
                && !address.contains("#")
                && !address.contains("%7B%7B");
        return relative ? Optional.of(address) : Optional.empty();
    }

    private static @Nullable String valueOf(String token, JsonNode context) {
        Matcher user = USER.matcher(token);
        if (user.matches()) {
            String reference = Fields.text(context, "userId");
            String prefix = user.group(1) + "/";
            return reference != null && reference.startsWith(prefix) ? reference.substring(prefix.length()) : null;
        }
        String[] path = token.split("\\.", -1);
        if (path.length < 2 || !"context".equals(path[0])) {
            return null;
        }
        if (path.length == 4 && "id".equals(path[3])) {
            return idsInBundle(context.path(path[1]), path[2]);
        }
        return path.length == 2 ? Fields.text(context, path[1]) : null;
    }

    private static @Nullable String idsInBundle(JsonNode bundle, String type) {
        String ids = Fields.members(bundle, "entry").stream()
                .map(entry -> entry.path("resource"))
                .filter(resource -> type.equals(Fields.text(resource, "resourceType")))
                .map(resource -> Fields.text(resource, "id"))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(","));
        return ids.isEmpty() ? null : ids;
    }

    /** Keeps what FHIR ids and references are made of, and escapes the rest. */
    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/")
                .replace("%2C", ",");
    }

    private static String escapeUnsafe(String address) {
        return UNSAFE.matcher(address)
                .replaceAll(found ->
                        URLEncoder.encode(found.group(), StandardCharsets.UTF_8).replace("+", "%20"));
    }
}
