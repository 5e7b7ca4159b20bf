package org.prodrome.fhir.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException;

/**
 * {@code searches.json}: what a record is made of, besides the Patient.
 *
 * @param searches the longest first
 * @param refusals HTTP statuses by which a server refuses the form of a search
 * @param incomplete issue codes that mean an answer is not whole
 * @param overlap how far a refresh goes back behind the end of the last read
 */
record SearchCatalog(List<Search> searches, Set<Integer> refusals, Set<String> incomplete, Duration overlap) {
    private static final String FILE = "searches.json";
    private static final SearchCatalog SHIPPED = read();

    SearchCatalog {
        searches = List.copyOf(searches);
        refusals = Set.copyOf(refusals);
        incomplete = Set.copyOf(incomplete);
    }

    /** The one that comes with the module. */
    static SearchCatalog shipped() {
        return SHIPPED;
    }

    private static SearchCatalog read() {
        try (InputStream in = SearchCatalog.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new FhirAdapterException.DataFileUnusable(FILE + ": it is missing", null);
            }
            JsonNode file = new ObjectMapper().readTree(in);
            var searches = new ArrayList<Search>();
            file.required("searches").forEach(search -> searches.add(search(search)));
            var refusals = new HashSet<Integer>();
            file.required("refusals").required("statuses").forEach(status -> refusals.add(status.asInt()));
            return new SearchCatalog(
                    searches,
                    refusals,
                    Set.copyOf(texts(file.required("incompleteCodes").required("codes"))),
                    Duration.ofMinutes(
                            file.required("refresh").required("overlapMinutes").asLong()));
        } catch (IOException | IllegalArgumentException e) {
            throw new FhirAdapterException.DataFileUnusable(FILE + ": expected its own format", e);
        }
    }

    private static Search search(JsonNode search) {
        return new Search(
                search.required("type").asText(),
                texts(search.path("includes")),
                texts(search.path("reverseIncludes")),
                split(search.path("split")),
                search.path("optional").asBoolean());
    }

    private static Search.@Nullable Split split(JsonNode split) {
        return split.isMissingNode()
                ? null
                : new Search.Split(split.required("parameter").asText(), texts(split.required("values")));
    }

    private static List<String> texts(JsonNode values) {
        var texts = new ArrayList<String>();
        values.forEach(value -> texts.add(value.asText()));
        return texts;
    }
}
