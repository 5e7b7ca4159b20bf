package org.prodrome.reasoning.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * CQL that is written once for many rules: a pair of drugs, a drug in pregnancy. What differs from rule to rule stands in
 * the rule's {@code with}, and is put in for <code>{{name}}</code>.
 *
 * @param file of the generic text
 * @param text CQL with places to fill
 */
record Generic(String file, String text) {
    /** A place, perhaps with what stands there when the rule leaves it out: another place, or else a word or a number. */
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)(?:\\|(\\w+))?}}");

    static Generic read(PackFiles files, String name) {
        String file = file(name);
        return new Generic(file, files.text(file));
    }

    static String file(String name) {
        return "generic/" + name + ".cql";
    }

    /**
     * The library of one rule.
     *
     * @param rule whose {@code with} fills the places
     * @param valueSetUrls URL by name of the value sets the rule lists
     */
    String of(RuleJson rule, Map<String, String> valueSetUrls) {
        RuleJson with = rule.object("with");
        Set<String> filled = new HashSet<>();
        Matcher place = PLACE.matcher(text);
        StringBuilder cql = new StringBuilder(text.length() + 200);
        while (place.find()) {
            String name = place.group(1);
            filled.add(name);
            String value = value(rule, with, name, place.group(2), valueSetUrls);
            place.appendReplacement(cql, Matcher.quoteReplacement(value));
        }
        place.appendTail(cql);
        with.node().fieldNames().forEachRemaining(name -> {
            if (!filled.contains(name)) {
                throw with.wrong(name, "a place of " + file, with.node().path(name));
            }
        });
        return cql.toString();
    }

    private static String value(
            RuleJson rule, RuleJson with, String name, @Nullable String other, Map<String, String> valueSetUrls) {
        return switch (name) {
            case "library" -> rule.text("library");
            case "version" -> rule.text("version");
            default -> other == null || !with.absent(name)
                    ? literal(with, name, valueSetUrls)
                    : with.absent(other) ? other : literal(with, other, valueSetUrls);
        };
    }

    /** A number as it stands, a value set by its URL, any other text so that it can't end the string it is put into. */
    private static String literal(RuleJson with, String name, Map<String, String> valueSetUrls) {
        JsonNode value = with.node().path(name);
        if (value.isNumber()) {
            return value.decimalValue().toPlainString();
        }
        String text = with.text(name);
        String url = valueSetUrls.get(text);
        return url != null ? url : text.replace("\\", "\\\\").replace("'", "\\'");
    }
}
