package org.prodrome.web.cdshooks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.prefetch.NewEntries;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.web.config.CdsClientSettings;
import org.prodrome.web.config.IssuerSettings;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads a hook call; the first field that is wrong is named. Unknown fields are left alone, as the standard asks. */
@Component
final class HookRequestReader {
    /** Seconds a token is taken to be good for where the client does not say. */
    private static final long UNTOLD_LIFE = 60;

    private static final long LONGEST_LIFE = 86_400;

    /** Under this key what is new reaches the record; no client's key has a dot. */
    private static final String NEW_ENTRIES = "context.new-entries";

    /**
     * Reads a call.
     *
     * @param services those of the id that was called, one for each hook
     */
    HookRequest read(List<CdsServiceKind> services, IssuerSettings issuer, byte[] body) {
        HookBody read = HookBody.read(body);
        Fields root = new Fields("", read.root());
        CdsServiceKind service = service(services, root);
        UUID instance = instance(root);
        @Nullable String server = server(root, issuer);
        HookRequest.@Nullable Authorization authorization = authorization(root, server);
        if (root.has("prefetch")) {
            throw new FieldProblem(
                    "prefetch", "an object", Fields.came(read.root().path("prefetch")));
        }
        HookContext context = HookContext.read(service, issuer, root.object("context"), read.prefetch());
        checkTokenPatient(root, context);
        Map<String, String> prefetch = new LinkedHashMap<>(read.prefetch());
        @Nullable String entries = context.newEntries();
        if (entries != null) {
            prefetch.put(NEW_ENTRIES, entries);
        }
        return new HookRequest(
                service.hook(),
                instance,
                server,
                authorization,
                user(context, issuer),
                context.patient(),
                context.encounter(),
                context.draftOrders(),
                context.selections(),
                prefetch,
                context.dispatched(),
                entries == null ? List.of() : newEntries(service, entries));
    }

    private static CdsServiceKind service(List<CdsServiceKind> services, Fields root) {
        String hook = root.text("hook");
        return services.stream()
                .filter(service -> service.hook().equals(hook))
                .findFirst()
                .orElseThrow(() -> new FieldProblem(
                        "hook",
                        services.stream()
                                .map(service -> "'" + service.hook() + "'")
                                .collect(Collectors.joining(" or ", "", " at this service")),
                        "another hook"));
    }

    /** Absolute, as in the app; where the hook names nobody, the client itself. */
    private static String user(HookContext context, IssuerSettings issuer) {
        @Nullable FhirReference user = context.user();
        if (user != null) {
            return issuer.issuer() + "/" + user.literal();
        }
        @Nullable CdsClientSettings client = issuer.cdsClient();
        return client == null ? issuer.issuer().toString() : client.iss();
    }

    private static List<FhirReference> newEntries(CdsServiceKind service, String bundle) {
        try {
            return NewEntries.of(bundle);
        } catch (FhirAdapterException.Unreadable unreadable) {
            throw new FieldProblem(service.checked(), "FHIR R4 that can be read and has an id", "something else");
        }
    }

    private static UUID instance(Fields root) {
        String text = root.text("hookInstance");
        try {
            UUID instance = UUID.fromString(text);
            if (instance.toString().equalsIgnoreCase(text)) { // shorter groups are read too, as if zeros led them
                return instance;
            }
        } catch (IllegalArgumentException malformed) {
            throw noUuid(text);
        }
        throw noUuid(text);
    }

    private static FieldProblem noUuid(String text) {
        return new FieldProblem("hookInstance", "a UUID", text.length() + " other characters");
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
        JsonNode life = authorization.node().path("expires_in");
        if (authorization.has("expires_in") && !(life.isIntegralNumber() && life.asLong(0) > 0)) {
            throw new FieldProblem("fhirAuthorization.expires_in", "a number of seconds", Fields.came(life));
        }
        authorization.optionalText("subject");
        return new HookRequest.Authorization(
                authorization.text("access_token"),
                authorization.text("scope"),
                Duration.ofSeconds(Math.min(LONGEST_LIFE, life.asLong(UNTOLD_LIFE))));
    }

    /** A token for another patient would fetch another patient's data. */
    private static void checkTokenPatient(Fields root, HookContext context) {
        if (!root.has("fhirAuthorization")) {
            return;
        }
        @Nullable String patient = root.object("fhirAuthorization").optionalText("patient");
        if (patient != null && !patient.equals(context.patient().value())) {
            throw new FieldProblem("fhirAuthorization.patient", "the patient of the context", "another patient");
        }
    }
}
