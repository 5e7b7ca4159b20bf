package org.prodrome.launcher;

import com.nimbusds.jose.util.JSONArrayUtils;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object from outside, read field by field; a field of another type is refused by name, never by value.
 *
 * @param name what the object is, for messages
 */
record JsonDocument(Map<String, Object> fields, String name, String clause, Function<Breach, LaunchException> refusal) {
    private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    static JsonDocument parse(String text, String name, String clause, Function<Breach, LaunchException> refusal) {
        try {
            var fields = object(text);
            if (fields != null) { // what the parser makes of the JSON text null
                return new JsonDocument(fields, name, clause, refusal);
            }
            throw refusal.apply(Breach.of(clause, name + " as a JSON object", "null"));
        } catch (ParseException e) {
            // the parser's message may quote the text, so it isn't kept as a cause
            throw refusal.apply(Breach.of(clause, name + " as a JSON object", "text that is none"));
        }
    }

    /** The fields of a JSON object; without the look at its brace the parser would take a list of pairs for one, too. */
    static @Nullable Map<String, Object> object(String text) throws ParseException {
        var fields = JSONObjectUtils.parse(text);
        if (fields != null && !text.stripLeading().startsWith("{")) {
            throw new ParseException("no object", 0);
        }
        return fields;
    }

    boolean has(String field) {
        return fields.get(field) != null;
    }

    @Nullable
    String text(String field) {
        return read(field, String.class, "text");
    }

    String requiredText(String field) {
        var value = text(field);
        if (value == null || value.isBlank()) {
            throw refused(field, "a value", value == null ? "none" : "a blank");
        }
        return value;
    }

    @Nullable
    Boolean flag(String field) {
        return read(field, Boolean.class, "true or false");
    }

    /** A whole number, also where a server wrote it as text. */
    Optional<Long> number(String field) {
        return switch (fields.get(field)) {
            case null -> Optional.empty();
            case Number number -> Optional.of(number.longValue());
            case String digits when digits.matches("-?\\d{1,15}") -> Optional.of(Long.parseLong(digits));
            case Object other -> throw refused(field, "a number", kind(other));
        };
    }

    /** Seconds since 1970, within the years that a date can be written in. */
    @Nullable
    Instant time(String field) {
        var seconds = number(field).orElse(null);
        if (seconds != null && (seconds < 0 || seconds > LATEST)) {
            throw refused(field, "seconds since 1970, up to the year 9999", "a number out of that range");
        }
        return seconds == null ? null : Instant.ofEpochSecond(seconds);
    }

    /** Scopes in visible ASCII with spaces between them, as RFC 6749 3.3 has it. */
    @Nullable
    Scopes scopes(String field) {
        var value = text(field);
        if (value != null && !value.matches("[ -~]*")) {
            throw refused(field, "visible characters and spaces only", "others");
        }
        return value == null ? null : Scopes.parse(value);
    }

    List<String> texts(String field) {
        return elements(field, String.class::isInstance, "text").stream()
                .map(String.class::cast)
                .toList();
    }

    List<JsonDocument> objects(String field) {
        return elements(field, Map.class::isInstance, "objects").stream()
                .map(this::nested)
                .toList();
    }

    /** A field as it stands: text unquoted, anything else as JSON. */
    @Nullable
    String raw(String field) {
        return switch (fields.get(field)) {
            case null -> null;
            case String text -> text;
            case Map<?, ?> object -> JSONObjectUtils.toJSONString(nested(object).fields());
            case List<?> list -> JSONArrayUtils.toJSONString(list);
            case Object other -> other.toString();
        };
    }

    LaunchException refused(String field, String expected, String arrived) {
        return refusal.apply(Breach.of(clause, name + " with " + field + ": " + expected, arrived));
    }

    private <T> @Nullable T read(String field, Class<T> type, String expected) {
        var value = fields.get(field);
        if (value != null && !type.isInstance(value)) {
            throw refused(field, expected, kind(value));
        }
        return type.cast(value);
    }

    private List<Object> elements(String field, Predicate<Object> fits, String expected) {
        var value = fields.get(field);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list) || !list.stream().allMatch(fits)) {
            throw refused(field, "a list of " + expected, kind(value));
        }
        return new ArrayList<>(list);
    }

    private JsonDocument nested(Object object) {
        @SuppressWarnings("unchecked") // a JSON object's keys are text
        var map = (Map<String, Object>) object;
        return new JsonDocument(map, name, clause, refusal);
    }

    private static String kind(Object value) {
        return switch (value) {
            case String text -> "text";
            case Number number -> "a number";
            case Boolean flag -> "true or false";
            case List<?> list -> "a list of other things";
            case Map<?, ?> object -> "an object";
            case Object other -> "something else";
        };
    }

    @Override
    public String toString() {
        return name + fields.keySet();
    }
}
