package org.prodrome.reasoning.rule;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ValueSet;
import org.prodrome.fhir.resources.FhirJson;

/** The value sets that rules list, each read once. */
final class ValueSetFiles {
    private final PackFiles files;
    private final ValueSets sets = new ValueSets();
    private final Map<String, String> urlOf = new LinkedHashMap<>();

    ValueSetFiles(PackFiles files) {
        this.files = files;
    }

    /** @param file such as {@code valuesets/nitrates.json} */
    void add(String file) {
        if (urlOf.containsKey(file)) {
            return;
        }
        ValueSet set = resource(files, file, ValueSet.class);
        if (!set.hasUrl() || !set.hasDate() || !set.hasDescription()) {
            throw PackProblem.in(file, "expected url, date and a description that names the source");
        }
        sets.add(file, set);
        urlOf.put(file, set.getUrl());
    }

    /** URLs by the names under which a rule lists them. */
    Map<String, String> urls(Collection<String> listed) {
        Map<String, String> urls = new HashMap<>();
        listed.forEach(file -> urls.put(file.replaceFirst("^valuesets/", "").replaceFirst("[.]json$", ""), url(file)));
        return urls;
    }

    private String url(String file) {
        return java.util.Objects.requireNonNull(urlOf.get(file));
    }

    ValueSets sets() {
        return sets;
    }

    static <R extends Resource> R resource(PackFiles files, String file, Class<R> type) {
        try {
            return FhirJson.context()
                    .newJsonParser()
                    .setParserErrorHandler(new StrictErrorHandler())
                    .parseResource(type, files.text(file));
        } catch (DataFormatException e) {
            throw PackProblem.in(file, "expected a " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }
}
