package org.prodrome.web.cdshooks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.web.config.IssuerSettings;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a hook call; the first field that is wrong is named. Unknown fields are left alone, as the standard asks. */
@Component
final class HookRequestReader {
    private final JsonMapper mapper;

    HookRequestReader(JsonMapper mapper) {
        this.mapper = mapper;
    }

    HookRequest read(CdsServiceKind service, IssuerSettings issuer, byte[] body) {
        Fields root = new Fields("", parse(body));
        String hook = root.text("hook");
        if (!hook.equals(service.hook())) {
            throw new FieldProblem("hook", "'" + service.hook() + "' at this service", "another hook");
        }
        UUID instance = instance(root);
        @Nullable String server = server(root, issuer);
        HookRequest.@Nullable Authorization authorization = authorization(root, server);
        Fields context = root.object("context");
        return new HookRequest(
                hook,
                instance,
                server,
                authorization,
                issuer.issuer() + "/" + user(context).literal(),
                patient(context),
                encounter(context),
                service.isForOrders() ? context.object("draftOrders").json() : null,
                service == CdsServiceKind.ORDER_SELECT ? selections(context) : List.of(),
                prefetch(root));
    }

    private JsonNode parse(byte[] body) {
        try {
            JsonNode node = mapper.readTree(body);
            if (!node.isObject()) {
                throw new FieldProblem(
                        "body", "a JSON object", node.getNodeType().name());
            }
            return node;
        } catch (JacksonException malformed) {
            throw new FieldProblem("body", "well-formed JSON", "something else");
        }
    }

    private static UUID instance(Fields root) {
        String text = root.text("hookInstance");
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new FieldProblem("hookInstance", "a UUID", text.length() + " other characters");
        }
    }

    private static @Nullable String server(Fields root, IssuerSettings issuer) {
        @Nullable String server = root.optionalText("fhirServer");
        if (server != null && !issuer.isAt(server)) {
            throw new FieldProblem("fhirServer", "the FHIR server this client is registered with", "another server");
        }
        return server;
    }

    private static HookRequest.@Nullable Authorization authorization(Fields root, @Nullable String server) {
        if (!root.has("fhirAuthorization")) {
            return null;
        }
        if (server == null) {
            throw new FieldProblem("fhirServer", "a URL, since fhirAuthorization is given", "nothing");
        }
        Fields authorization = root.object("fhirAuthorization");
        if (!authorization.text("token_type").equalsIgnoreCase("Bearer")) {
            throw new FieldProblem("fhirAuthorization.token_type", "'Bearer'", "another type");
        }
        return new HookRequest.Authorization(authorization.text("access_token"), authorization.text("scope"));
    }

    private static FhirReference user(Fields context) {
        String user = context.text("userId");
        if (!user.matches("(Practitioner|PractitionerRole|Patient|RelatedPerson|Person)/[A-Za-z0-9\\-.]{1,64}")) {
            throw new FieldProblem("context.userId", "a reference such as Practitioner/123", "something else");
        }
        String[] parts = user.split("/", 2);
        return new FhirReference(parts[0], parts[1], null);
    }

    private static PatientId patient(Fields context) {
        String id = context.text("patientId");
        try {
            return new PatientId(id);
        } catch (IllegalArgumentException malformed) {
            throw new FieldProblem("context.patientId", "a FHIR id without type", "something else");
        }
    }

    private static @Nullable FhirReference encounter(Fields context) {
        @Nullable String id = context.optionalText("encounterId");
        try {
            return id == null ? null : new FhirReference("Encounter", id, null);
        } catch (IllegalArgumentException malformed) {
            throw new FieldProblem("context.encounterId", "a FHIR id without type", "something else");
        }
    }

    private static List<String> selections(Fields context) {
        JsonNode array = context.node().path("selections");
        if (!array.isArray() || array.isEmpty()) {
            throw new FieldProblem(
                    "context.selections",
                    "an array of references",
                    array.getNodeType().name());
        }
        List<String> selections = new ArrayList<>();
        for (JsonNode item : array) {
            if (!item.isString()) {
                throw new FieldProblem(
                        "context.selections",
                        "references as text",
                        item.getNodeType().name());
            }
            selections.add(item.stringValue());
        }
        return selections;
    }

    private static Map<String, String> prefetch(Fields root) {
        if (!root.has("prefetch")) {
            return Map.of();
        }
        Map<String, String> raw = new LinkedHashMap<>();
        root.object("prefetch").node().properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (!value.isObject() && !value.isNull()) {
                throw new FieldProblem(
                        "prefetch." + entry.getKey(),
                        "a resource or null",
                        value.getNodeType().name());
            }
            raw.put(entry.getKey(), value.toString());
        });
        return raw;
    }
}
