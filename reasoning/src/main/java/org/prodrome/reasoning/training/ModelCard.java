package org.prodrome.reasoning.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.failure.ReasoningException.BrokenDataFile;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.prodrome.reasoning.model.ModelFiles;
import org.prodrome.reasoning.model.ModelFiles.Settings;
import org.prodrome.reasoning.model.PackageJson;

/**
 * {@code card.json}, {@code card.html} and {@code card.xml}: the 31 source attributes of a model.
 *
 * @param name of the package
 * @param version of the package
 * @param synthetic whether it was trained on synthetic records
 * @param modelType what kind of network it is, in a sentence
 * @param trainedOn the device that trained it; the application names the one in use
 * @param source of the list of attributes
 * @param attributes in the order of the regulation
 */
record ModelCard(
        String name,
        String version,
        boolean synthetic,
        String modelType,
        String trainedOn,
        String source,
        List<Attribute> attributes) {

    private static final String RESOURCE = "model-card.json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** One attribute and what this package says of it; "not available" comes with its reason. */
    record Attribute(String key, String group, String title, String text) {}

    record Template(String source, String date, List<Attribute> attributes) {}

    /**
     * The template's attributes with the words of one package.
     *
     * @param words by the names in the template
     * @param modelType what kind of network it is, in a sentence
     */
    static ModelCard of(Settings settings, Map<String, String> words, String modelType, String device) {
        Template template = template();
        List<Attribute> filled = template.attributes().stream()
                .map(a -> new Attribute(a.key(), a.group(), a.title(), fill(a.text(), words)))
                .toList();
        return new ModelCard(
                settings.name(),
                settings.version(),
                settings.synthetic(),
                modelType,
                device,
                template.source(),
                filled);
    }

    static ModelCard read(Path directory) {
        try {
            return MAPPER.readValue(directory.resolve(ModelFiles.CARD).toFile(), ModelCard.class);
        } catch (IOException e) {
            throw new BrokenPackage(ModelFiles.CARD + ": expected a model card in JSON", e);
        }
    }

    static Template template() {
        try (@Nullable InputStream in = ModelCard.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new BrokenDataFile(RESOURCE + ": not on the class path", null);
            }
            return MAPPER.readValue(in, Template.class);
        } catch (IOException e) {
            throw new BrokenDataFile(RESOURCE + ": expected the card's template in JSON", e);
        }
    }

    static String fill(String text, Map<String, String> words) {
        String filled = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            filled = filled.replace("{" + word.getKey() + "}", word.getValue());
        }
        return filled.strip();
    }

    /** Writes the files; {@code report} is an evaluation's, or null. */
    void write(Path directory, @Nullable JsonNode report) {
        PackageJson.write(directory, ModelFiles.CARD, this);
        List<CardFigures.Metric> figures = report == null ? List.of() : CardFigures.metrics(report);
        try {
            Files.writeString(directory.resolve("card.html"), html());
            Files.writeString(directory.resolve("card.xml"), AppliedCard.load().xml(this, figures));
        } catch (IOException e) {
            throw new BrokenPackage("card.html, card.xml: could not be written", e);
        }
    }

    /** With the figures of an evaluation. */
    ModelCard withFigures(JsonNode report) {
        return with("validity-internal", CardFigures.validity(report))
                .with("fairness-internal", CardFigures.fairness(report))
                .with("external-data", CardFigures.externalData(report))
                .with("external-party", CardFigures.externalParty(report))
                .with("external-representativeness", CardFigures.externalDemographics(report))
                .with("external-process", CardFigures.externalProcess(report))
                .with("validity-external", CardFigures.externalValidity(report))
                .with("fairness-external", CardFigures.externalFairness(report));
    }

    /** Of a version that was recalibrated: figures of the one before are not its own. */
    ModelCard recalibrated(String other, String what) {
        String gone = "not available: recalibrated since; run evaluate";
        return new ModelCard(name, other, synthetic, modelType, trainedOn, source, attributes)
                .with("validity-internal", gone)
                .with("fairness-internal", gone)
                .with("external-data", gone)
                .with("external-party", gone)
                .with("external-representativeness", gone)
                .with("external-process", gone)
                .with("validity-external", gone)
                .with("fairness-external", gone)
                .with("validity-local", what);
    }

    /** With another text for one attribute. */
    ModelCard with(String key, String text) {
        if (attributes.stream().noneMatch(a -> a.key().equals(key))) {
            throw new IllegalArgumentException("card: expected one of its attributes, got " + key);
        }
        return new ModelCard(
                name,
                version,
                synthetic,
                modelType,
                trainedOn,
                source,
                attributes.stream()
                        .map(a -> a.key().equals(key) ? new Attribute(key, a.group(), a.title(), text) : a)
                        .toList());
    }

    private String html() {
        StringBuilder page =
                new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
        page.append(escaped(name + " " + version))
                .append("</title><style>body{font-family:sans-serif;max-width:60em;margin:2em auto}")
                .append(
                        "dt{font-weight:bold;margin-top:.7em}.warn{background:#fde8c8;padding:.7em}</style></head><body>\n<h1>")
                .append(escaped(name + " " + version))
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
