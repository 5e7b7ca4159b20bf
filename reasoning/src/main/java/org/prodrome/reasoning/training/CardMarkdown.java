package org.prodrome.reasoning.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Locale;
import org.prodrome.reasoning.model.ModelFiles;
import org.prodrome.reasoning.model.ModelFiles.Settings;
import org.prodrome.reasoning.model.ModelPackage;
import org.prodrome.reasoning.model.TrustedKeys;

/** A package's model card as a page of Markdown. */
public final class CardMarkdown {

    private static final String EMPTY_HEAD = " | |\n|---|---|\n";

    private final StringBuilder page = new StringBuilder();

    private CardMarkdown() {}

    /** The page; the package is verified first. */
    public static String of(Path directory, TrustedKeys trusted) {
        ModelPackage files = ModelPackage.open(directory, trusted);
        JsonNode card = JsonFiles.read(directory.resolve(ModelFiles.CARD));
        CardMarkdown page = new CardMarkdown();
        page.head(files.settings());
        page.facts(files, card, JsonFiles.read(directory.resolve(ModelFiles.TRAINING)));
        page.attributes(card);
        page.foot(card);
        return page.page.toString();
    }

    private void head(Settings settings) {
        page.append("# Model card: ").append(settings.name()).append(' ').append(settings.version());
        page.append("\n\n");
        if (settings.synthetic()) {
            page.append("**Trained on synthetic patients. It says nothing of real ones.**\n\n");
        }
    }

    private void facts(ModelPackage files, JsonNode card, JsonNode training) {
        page.append("| The package").append(EMPTY_HEAD);
        row("SHA-256 of its manifest", "`" + files.hash() + "`");
        row("Network", card.path("modelType").asText(""));
        row("Weights", String.format(Locale.ROOT, "%,d", files.settings().parameters()));
        row("Codes", String.format(Locale.ROOT, "%,d", files.vocabulary().size()));
        row("Window", files.settings().window() + " tokens");
        row("Trained on", card.path("trainedOn").asText(""));
        row("Trained by", code(training.path("command").asText("")));
        row("Patients: training, tuning, held out", patients(training));
    }

    private static String patients(JsonNode training) {
        return training.path("trainingPatients").isNumber()
                ? String.format(
                        Locale.ROOT,
                        "%,d, %,d, %,d",
                        training.path("trainingPatients").asInt(),
                        training.path("tuningPatients").asInt(),
                        training.path("heldOutPatients").asInt())
                : "";
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    private void attributes(JsonNode card) {
        String group = "";
        for (JsonNode attribute : card.path("attributes")) {
            if (!attribute.path("group").asText().equals(group)) {
                group = attribute.path("group").asText();
                page.append("\n## ").append(group).append("\n\n| Attribute").append(EMPTY_HEAD);
            }
            row(attribute.path("title").asText(), attribute.path("text").asText());
        }
    }

    private void foot(JsonNode card) {
        page.append("\nAttributes after ")
                .append(card.path("source").asText())
                .append(".\n\nMade from the package by `./prodrome package card`; do not edit.\n");
    }

    /** What the package says nothing of is left out. */
    private void row(String title, String text) {
        if (!text.isEmpty()) {
            page.append("| ")
                    .append(cell(title))
                    .append(" | ")
                    .append(cell(text))
                    .append(" |\n");
        }
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replaceAll("\\s*\\R\\s*", " ").replace("; ", ";<br>");
    }
}
