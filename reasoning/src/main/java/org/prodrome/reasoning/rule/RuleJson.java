package org.prodrome.reasoning.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.failure.ReasoningException;

/**
 * A JSON object of a pack, read with messages that name the file, the place and the field.
 *
 * @param file it stands in
 * @param path of this object in it; empty for the whole
 * @param node the object
 * @param places of the file's values
 */
record RuleJson(String file, String path, JsonNode node, JsonPlaces places) {

    static RuleJson parse(String file, byte[] bytes) {
        return new RuleJson(file, "", PackJson.tree(file, bytes), new JsonPlaces(bytes));
    }

    String text(String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw wrong(field, "a text", value);
        }
        return value.asText();
    }

    @Nullable
    String optionalText(String field) {
        return absent(field) ? null : text(field);
    }

    /** False where it is left out. */
    boolean flag(String field) {
        JsonNode value = node.path(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw wrong(field, "true or false", value);
        }
        return value.asBoolean();
    }

    int integer(String field) {
        JsonNode value = node.path(field);
        if (!value.isIntegralNumber()) {
            throw wrong(field, "a whole number", value);
        }
        return value.asInt();
    }

    Number number(String field) {
        JsonNode value = node.path(field);
        if (!value.isNumber()) {
            throw wrong(field, "a number", value);
        }
        return value.isIntegralNumber() ? (Number) value.asInt() : value.decimalValue();
    }

    LocalDate date(String field) {
        try {
            return LocalDate.parse(text(field));
        } catch (DateTimeParseException e) {
            throw wrong(field, "a date such as 2027-03-31", node.path(field));
        }
    }

    <E extends Enum<E>> E choice(String field, Class<E> type) {
        String text = text(field);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> wrong(
                        field,
                        "one of "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(RuleJson::word)
                                        .toList(),
                        node.path(field)));
    }

    List<String> texts(String field) {
        return items(field).stream()
                .map(item -> {
                    if (!item.node.isTextual()) {
                        throw wrongAt(item.path, "a text", item.node);
                    }
                    return item.node.asText();
                })
                .toList();
    }

    <T> List<T> objects(String field, Function<RuleJson, T> read) {
        return items(field).stream().map(read).toList();
    }

    RuleJson object(String field) {
        JsonNode value = node.path(field);
        if (!value.isObject()) {
            throw wrong(field, "an object", value);
        }
        return new RuleJson(file, at(field), value, places);
    }

    boolean absent(String field) {
        return node.path(field).isMissingNode();
    }

    ReasoningException.BrokenRule wrong(String field, String expected, JsonNode found) {
        return wrongAt(at(field), expected, found);
    }

    private ReasoningException.BrokenRule wrongAt(String whole, String expected, JsonNode found) {
        String what = found instanceof MissingNode ? "nothing" : found.toString();
        return PackProblem.in(file, places.of(whole) + ": " + whole + ": expected " + expected + ", found " + what);
    }

    private List<RuleJson> items(String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw wrong(field, "a list", value);
        }
        List<RuleJson> items = new ArrayList<>();
        value.forEach(item -> items.add(new RuleJson(file, at(field) + "[" + items.size() + "]", item, places)));
        return items;
    }

    private String at(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
