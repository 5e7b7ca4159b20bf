package org.prodrome.reasoning.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.failure.ReasoningException.BrokenDataFile;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.prodrome.reasoning.model.ModelFiles.Settings;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.PackageJson;

/**
 * {@code card.json} and {@code card.html}: the 31 source attributes of a model.
 *
 * @param model name and version
 * @param synthetic whether it was trained on synthetic records
 * @param trainedOn the device that trained it; the application names the one in use
 * @param source of the list of attributes
 * @param attributes in the order of the regulation
 */
record ModelCard(String model, boolean synthetic, String trainedOn, String source, List<Attribute> attributes) {

    private static final String RESOURCE = "model-card.json";
    private static final String JSON = "card.json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** One attribute and what this package says of it; "not available" comes with its reason. */
    record Attribute(String key, String group, String title, String text) {}

    private record Template(String source, String date, List<Attribute> attributes) {}

    static ModelCard of(Settings settings, SequenceData data, TrainingConfig config, String device) {
        Template template = template();
        Map<String, String> words = words(settings, data, config);
        List<Attribute> filled = template.attributes().stream()
                .map(a -> new Attribute(a.key(), a.group(), a.title(), fill(a.text(), words)))
                .toList();
        String name = settings.name() + " " + settings.version();
        return new ModelCard(name, settings.synthetic(), device, template.source(), filled);
    }

    static ModelCard read(Path directory) {
        try {
            return MAPPER.readValue(directory.resolve(JSON).toFile(), ModelCard.class);
        } catch (IOException e) {
            throw new BrokenPackage(JSON + ": expected a model card in JSON", e);
        }
    }

    private static Template template() {
        try (@Nullable InputStream in = ModelCard.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new BrokenDataFile(RESOURCE + ": not on the class path", null);
            }
            return MAPPER.readValue(in, Template.class);
        } catch (IOException e) {
            throw new BrokenDataFile(RESOURCE + ": expected the card's template in JSON", e);
        }
    }

    private static Map<String, String> words(Settings settings, SequenceData data, TrainingConfig config) {
        boolean synthetic = settings.synthetic();
        return Map.ofEntries(
                Map.entry(
                        "outcomes",
                        data.outcomes().list().stream().map(Outcome::name).collect(Collectors.joining(", "))),
                Map.entry("horizons", join(settings.horizons())),
                Map.entry("fromAge", String.valueOf(data.outcomes().fromAgeYears())),
                Map.entry("belowAge", String.valueOf(data.vocabulary().clamps().maxAgeYears())),
                Map.entry("trainingPatients", String.valueOf(data.trainingPatients())),
                Map.entry("windows", String.valueOf(config.windowsPerPatient())),
                Map.entry("kinds", join(new TreeSet<>(data.vocabulary().clamps().kinds()))),
                Map.entry(
                        "syntheticCaution",
                        synthetic ? "Trained on synthetic patients: any use on a real patient." : ""),
                Map.entry("dataWords", synthetic ? "the patients are synthetic" : "to be described by the site"),
                Map.entry(
                        "relevance",
                        synthetic
                                ? "None for real patients: synthetic data shows that the machinery works, not that the medicine holds."
                                : "not available: to be described by the site"));
    }

    private static String join(Iterable<?> things) {
        List<String> words = new ArrayList<>();
        things.forEach(
                thing -> words.add(thing.toString().toLowerCase(Locale.ROOT).replace('_', ' ')));
        return String.join(", ", words);
    }

    private static String fill(String text, Map<String, String> words) {
        String filled = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            filled = filled.replace("{" + word.getKey() + "}", word.getValue());
        }
        return filled.strip();
    }

    /** Writes both files; with the report of an evaluation, its figures are in them. */
    void write(Path directory, @Nullable JsonNode report) {
        ModelCard card = report == null ? this : withFigures(report);
        PackageJson.write(directory, JSON, card);
        try {
            Files.writeString(directory.resolve("card.html"), card.html());
        } catch (IOException e) {
            throw new BrokenPackage("card.html: could not be written", e);
        }
    }

    private ModelCard withFigures(JsonNode report) {
        List<Attribute> with = attributes.stream()
                .map(a -> switch (a.key()) {
                    case "validity-internal" ->
                        new Attribute(a.key(), a.group(), a.title(), CardFigures.validity(report));
                    case "fairness-internal" ->
                        new Attribute(a.key(), a.group(), a.title(), CardFigures.fairness(report));
                    default -> a;
                })
                .toList();
        return new ModelCard(model, synthetic, trainedOn, source, with);
    }

    private String html() {
        StringBuilder page =
                new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
        page.append(escaped(model))
                .append("</title><style>body{font-family:sans-serif;max-width:60em;margin:2em auto}")
                .append(
                        "dt{font-weight:bold;margin-top:.7em}.warn{background:#fde8c8;padding:.7em}</style></head><body>\n<h1>")
                .append(escaped(model))
                .append("</h1>\n");
        if (synthetic) {
            page.append("<p class=\"warn\">Trained on synthetic patients. It says nothing of real ones.</p>\n");
        }
        page.append("<p>Trained on: ").append(escaped(trainedOn)).append("</p>\n");
        String group = "";
        for (Attribute attribute : attributes) {
            if (!attribute.group().equals(group)) {
                page.append(group.isEmpty() ? "" : "</dl>\n")
                        .append("<h2>")
                        .append(escaped(attribute.group()))
                        .append("</h2><dl>\n");
                group = attribute.group();
            }
            page.append("<dt>")
                    .append(escaped(attribute.title()))
                    .append("</dt><dd>")
                    .append(escaped(attribute.text()))
                    .append("</dd>\n");
        }
        return page.append("</dl>\n<p>Attributes after ")
                .append(escaped(source))
                .append("</p></body></html>\n")
                .toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
