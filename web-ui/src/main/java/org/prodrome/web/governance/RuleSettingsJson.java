package org.prodrome.web.governance;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.finding.Severity;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Settings as they are kept; numbers as text, so that 30.0 stays what it was. */
record RuleSettingsJson(JsonMapper json) {
    private record Kept(String state, @Nullable String severity, Map<String, String> parameters) {}

    String write(RuleSettings settings) {
        Severity severity = settings.severity();
        return json.writeValueAsString(new Kept(
                settings.state().name(), severity == null ? null : severity.name(), texts(settings.parameters())));
    }

    RuleSettings read(String text) {
        Kept kept = json.readValue(text, Kept.class);
        String severity = kept.severity();
        return new RuleSettings(
                RuleState.valueOf(kept.state()),
                severity == null ? null : Severity.valueOf(severity),
                numbers(kept.parameters()));
    }

    String writeParameters(Map<String, Number> parameters) {
        return json.writeValueAsString(texts(parameters));
    }

    Map<String, Number> readParameters(String text) {
        return numbers(json.readValue(text, new TypeReference<Map<String, String>>() {}));
    }

    private static Map<String, String> texts(Map<String, Number> parameters) {
        return parameters.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().toString(), (a, _) -> a, TreeMap::new));
    }

    private static Map<String, Number> numbers(Map<String, String> texts) {
        return texts.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> number(entry.getValue())));
    }

    private static Number number(String text) {
        return text.contains(".") ? new BigDecimal(text) : (Number) Integer.valueOf(text);
    }
}
