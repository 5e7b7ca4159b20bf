package org.prodrome.reasoning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.prefetch.Prefetch;
import org.prodrome.fhir.prefetch.PrefetchKeys;
import org.prodrome.fhir.prefetch.PrefetchReader;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.search.RecordReader;

/**
 * Counterfactual twins, as {@code ./prodrome cohort twins} made them: people in whom a planted disease is under way and not yet known, and the
 * same people without it, whose charts differ in nothing but what the disease does to the values. Records come as a CDS client sends them.
 *
 * @param day on which both are asked about; nothing later is in their charts
 * @param untouched by disease, the outcomes whose planted files change no analyte that it changes
 */
record TwinPairs(LocalDate day, List<Pair> pairs, Map<String, Set<String>> untouched) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> TYPE_BY_KEY =
            RecordReader.types().stream().collect(Collectors.toMap(type -> type, type -> type));
    private static final PrefetchReader READER = new PrefetchReader(
            new PrefetchKeys(TYPE_BY_KEY), RecordReader.create(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    /**
     * @param disease the outcome that is ahead of the one and not of the other
     * @param person number under the seed of the twins
     */
    record Pair(String disease, int person, PatientRecord ill, PatientRecord well) {}

    static TwinPairs load() {
        try (InputStream manifest = open("manifest.json");
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(open("twins.ndjson.gz")), StandardCharsets.UTF_8))) {
            JsonNode about = JSON.readTree(manifest);
            Map<String, Set<String>> untouched = new LinkedHashMap<>();
            about.path("untouched").properties().forEach(entry -> untouched.put(entry.getKey(), texts(entry)));
            List<Pair> pairs = lines.lines().map(TwinPairs::pair).toList();
            return new TwinPairs(LocalDate.parse(about.path("day").asText()), pairs, untouched);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String file) {
        return Objects.requireNonNull(TwinPairs.class.getResourceAsStream("twins/" + file), file);
    }

    private static Set<String> texts(Map.Entry<String, JsonNode> list) {
        return StreamSupport.stream(list.getValue().spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }

    private static Pair pair(String line) {
        JsonNode pair;
        try {
            pair = JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, JsonNode> ill = new LinkedHashMap<>();
        pair.path("chart").forEach(resource -> put(ill, Integer.toString(ill.size()), resource));
        Map<String, JsonNode> well = new LinkedHashMap<>(ill);
        pair.path("changed").properties().forEach(changed -> put(well, changed.getKey(), changed.getValue()));
        return new Pair(pair.path("disease").asText(), pair.path("person").asInt(), record(ill), record(well));
    }

    /** The place in the chart is the id. */
    private static void put(Map<String, JsonNode> chart, String place, JsonNode resource) {
        chart.put(place, ((ObjectNode) resource).put("id", place));
    }

    private static PatientRecord record(Map<String, JsonNode> chart) {
        Map<String, @Nullable String> parts = new LinkedHashMap<>();
        TYPE_BY_KEY.keySet().forEach(type -> parts.put(type, part(type, chart)));
        return READER.read("http://ehr.example/fhir", new PatientId("0"), new Prefetch(parts));
    }

    private static String part(String type, Map<String, JsonNode> chart) {
        Stream<String> ofType = chart.values().stream()
                .filter(resource -> resource.path("resourceType").asText().equals(type))
                .map(JsonNode::toString);
        return type.equals("Patient")
                ? ofType.findFirst().orElseThrow()
                : ofType.map(json -> "{\"resource\":" + json + "}")
                        .collect(Collectors.joining(
                                ",", "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[", "]}"));
    }
}
