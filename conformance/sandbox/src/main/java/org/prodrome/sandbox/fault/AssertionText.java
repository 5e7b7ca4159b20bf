package org.prodrome.sandbox.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A client's signed JWT taken apart; what was altered no longer fits the signature. */
record AssertionText(Map<String, Object> header, Map<String, Object> claims, String signature) {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    static Optional<AssertionText> parse(String jwt) {
        String[] parts = jwt.split("\\.", -1);
        try {
            return parts.length == 3
                    ? Optional.of(new AssertionText(object(parts[0]), object(parts[1]), parts[2]))
                    : Optional.empty();
        } catch (JacksonException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static String edit(String jwt, UnaryOperator<AssertionText> change) {
        return parse(jwt).map(change).map(AssertionText::serialize).orElse(jwt);
    }

    /** Adds the client id that the assertion or the Basic header gives already. */
    static ClientRequest claimedClientAdded(ClientRequest request) {
        return request.parameter("client_assertion")
                .flatMap(AssertionText::parse)
                .map(jwt -> String.valueOf(jwt.claims().get("iss")))
                .or(() -> Credentials.of(request).map(Credentials::user))
                .map(client -> request.with("client_id", client))
                .orElse(request);
    }

    AssertionText header(String name, @Nullable Object value) {
        return new AssertionText(with(header, name, value), claims, signature);
    }

    AssertionText claim(String name, @Nullable Object value) {
        return new AssertionText(header, with(claims, name, value), signature);
    }

    AssertionText later(String name, long seconds) {
        return claims.get(name) instanceof Number time ? claim(name, time.longValue() + seconds) : this;
    }

    AssertionText unsigned() {
        return new AssertionText(header, claims, "");
    }

    AssertionText signedByAnother() {
        return new AssertionText(
                header, claims, new StringBuilder(signature).reverse().toString());
    }

    private String serialize() {
        return encode(header) + "." + encode(claims) + "." + signature;
    }

    private static Map<String, Object> with(Map<String, Object> fields, String name, @Nullable Object value) {
        Map<String, Object> next = new LinkedHashMap<>(fields);
        if (value == null) {
            next.remove(name);
        } else {
            next.put(name, value);
        }
        return next;
    }

    private static Map<String, Object> object(String part) {
        return JsonMapper.shared().readValue(Base64.getUrlDecoder().decode(part), OBJECT);
    }

    private static String encode(Map<String, Object> fields) {
        byte[] json = JsonMapper.shared().writeValueAsString(fields).getBytes(UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }

    @Override
    public String toString() {
        return "AssertionText[" + header.keySet() + ", " + claims.keySet() + "]";
    }
}
