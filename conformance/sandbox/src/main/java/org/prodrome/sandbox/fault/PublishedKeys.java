package org.prodrome.sandbox.fault;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A client's key set as the breaches that are on leave it. */
public final class PublishedKeys {

    private final Faults faults;

    public PublishedKeys(Faults faults) {
        this.faults = faults;
    }

    /**
     * @param jwks what the client's URL gave
     * @return empty where the client is made to have refused it
     */
    public Optional<String> asFetched(String jwks) {
        if (faults.breaches().contains(ClientBreach.KEY_SET_NEEDS_CREDENTIALS)) {
            return Optional.empty();
        }
        String altered = jwks;
        for (ClientBreach breach : faults.breaches()) {
            altered = altered(breach, altered);
        }
        return Optional.of(altered);
    }

    private static String altered(ClientBreach breach, String jwks) {
        return switch (breach) {
            case KEY_SET_WITHOUT_SET -> jwks.replaceFirst("\"keys\"", "\"key\"");
            case KEYS_WITHOUT_KTY -> without(jwks, "", "kty");
            case KEYS_WITHOUT_KID -> without(jwks, "", "kid");
            case RSA_KEYS_WITHOUT_MODULUS -> without(jwks, "RSA", "n");
            case RSA_KEYS_WITHOUT_EXPONENT -> without(jwks, "RSA", "e");
            case EC_KEYS_WITHOUT_CURVE -> without(jwks, "EC", "crv");
            case EC_KEYS_WITHOUT_X -> without(jwks, "EC", "x");
            case EC_KEYS_WITHOUT_Y -> without(jwks, "EC", "y");
            default -> jwks;
        };
    }

    /** @param type of the keys to spoil; empty for all */
    private static String without(String jwks, String type, String property) {
        try {
            JsonNode set = JsonMapper.shared().readTree(jwks);
            for (JsonNode key : set.path("keys")) {
                if (key instanceof ObjectNode fields
                        && (type.isEmpty() || type.equals(key.path("kty").asString("")))) {
                    fields.remove(property);
                }
            }
            return JsonMapper.shared().writeValueAsString(set);
        } catch (JacksonException _) {
            return jwks; // no JSON: spoilt enough
        }
    }
}
