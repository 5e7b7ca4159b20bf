package org.prodrome.fhir.deidentify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException;

/**
 * A rules file in the format of Microsoft's health data anonymisation tool.
 *
 * @param name what the file calls itself
 * @param sha256 of the file's bytes, for the report
 * @param rules in order
 * @param shiftRange dates move by up to this many days either way
 * @param pooledAge everyone older counts as one year older than this
 * @param partialZip keep three digits of a redacted ZIP code
 * @param ages pools ages wherever a quantity is one
 * @param units what {@code keepUnit} keeps
 * @param typesNotCopied left out whole: about others than patients, or about several at once
 * @param restrictedZip three-digit areas of at most 20,000 people, which become 000
 */
record Rules(
        String name,
        String sha256,
        List<Rule> rules,
        int shiftRange,
        int pooledAge,
        Ages ages,
        UnitWords units,
        Set<String> typesNotCopied,
        boolean partialZip,
        Set<String> restrictedZip) {
    private static final String DEFAULT = "safe-harbor.json";

    /** Reads a rules file, or our own where none is given. */
    static Rules load(@Nullable Path file, boolean keepNotes) {
        try {
            byte[] bytes = file == null ? own() : Files.readAllBytes(file);
            return parse(new ObjectMapper().readTree(bytes), Digests.sha256(bytes), keepNotes);
        } catch (JsonProcessingException e) {
            throw new FhirAdapterException.DataFileUnusable("rules file: expected JSON, got something else", e);
        } catch (IOException e) {
            throw new FhirAdapterException.DataFileUnusable("rules file: expected to read it", e);
        }
    }

    private static byte[] own() throws IOException {
        try (InputStream in = Rules.class.getResourceAsStream(DEFAULT)) {
            if (in == null) {
                throw new FhirAdapterException.DataFileUnusable(DEFAULT + ": it is missing", null);
            }
            return in.readAllBytes();
        }
    }

    private static Rules parse(JsonNode root, String sha256, boolean keepNotes) {
        var rules = new ArrayList<Rule>();
        for (JsonNode rule : root.path("fhirPathRules")) {
            if (!rule.path("option").asText().equals("keep-notes") || keepNotes) {
                rules.add(rule(rule, rules.size()));
            }
        }
        if (rules.isEmpty()) {
            throw new FhirAdapterException.DataFileUnusable(
                    "fhirPathRules: expected at least one rule, got none", null);
        }
        JsonNode parameters = root.path("parameters");
        return new Rules(
                root.path("name").asText("unnamed"),
                sha256,
                List.copyOf(rules),
                parameters.path("dateShiftRange").asInt(50),
                parameters.path("pooledAge").asInt(89),
                ages(parameters),
                new UnitWords(words(parameters.path("unitWords"))),
                words(parameters.path("typesNotCopied")),
                parameters.path("enablePartialZipCodesForRedact").asBoolean(false),
                words(parameters.path("restrictedZipCodeTabulationAreas")));
    }

    private static Set<String> words(JsonNode list) {
        var words = new HashSet<String>();
        list.forEach(word -> words.add(word.asText()));
        return Set.copyOf(words);
    }

    private static Ages ages(JsonNode parameters) {
        var perYear = new HashMap<String, BigDecimal>();
        parameters
                .path("ageUnitsPerYear")
                .properties()
                .forEach(unit -> perYear.put(unit.getKey(), unit.getValue().decimalValue()));
        return new Ages(parameters.path("pooledAge").asInt(89), perYear);
    }

    private static Rule rule(JsonNode rule, int index) {
        String path = rule.path("path").asText();
        String word = rule.path("method").asText();
        Method method = Method.of(word)
                .orElseThrow(() -> new FhirAdapterException.DataFileUnusable(
                        "fhirPathRules.method: expected keep, keepUnit, keepListed, redact, dateShift, cryptoHash or generalize, got "
                                + word,
                        null));
        return new Rule(index, path, RulePath.parse(path), method, Generalization.of(rule), words(rule.path("values")));
    }
}
