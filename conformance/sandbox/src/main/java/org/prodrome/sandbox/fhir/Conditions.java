package org.prodrome.sandbox.fhir;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The search behind If-None-Exist, with or without the type in front. */
final class Conditions {

    private Conditions() {}

    static Map<String, List<String>> parse(String condition) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        String query = condition.substring(condition.indexOf('?') + 1);
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new StoreException.Invalid("If-None-Exist: expected name=value, got something else");
            }
            parameters
                    .computeIfAbsent(pair.substring(0, equals), _ -> new ArrayList<>())
                    .add(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return parameters;
    }
}
