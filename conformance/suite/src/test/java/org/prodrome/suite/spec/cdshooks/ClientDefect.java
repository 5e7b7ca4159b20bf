package org.prodrome.suite.spec.cdshooks;

import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client that breaks one rule of a hook's context.
 *
 * @param field the field of the context that the service must name in its refusal
 * @param words what is wrong, for the coverage table
 * @param on alters a right context
 */
record ClientDefect(String hook, String field, String words, Consumer<ObjectNode> on) {

    static ClientDefect without(String hook, String field) {
        return new ClientDefect(hook, field, "left out", context -> context.remove(field));
    }

    /** A number, where anything but a number is wanted. */
    static ClientDefect asNumber(String hook, String field) {
        return new ClientDefect(hook, field, "a number", context -> context.put(field, 7));
    }

    /** A text, where an object or an array is wanted. */
    static ClientDefect asText(String hook, String field) {
        return new ClientDefect(hook, field, "a text", context -> context.put(field, "MedicationRequest/draft-1"));
    }

    static ClientDefect saying(String hook, String field, String value) {
        return new ClientDefect(hook, field, value, context -> context.put(field, value));
    }

    @Override
    public String toString() {
        return hook + " with " + field + " " + words;
    }
}
