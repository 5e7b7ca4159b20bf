package org.prodrome.reasoning.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.record.NoteFinding.Assertion;
import org.prodrome.reasoning.failure.ReasoningException;
import org.prodrome.reasoning.note.LabelledText.Label;

class NoteEvaluationTest {

    private static final NoteReader READER = NoteReader.load();

    @Test
    void theDevelopmentSetIsReadAsWellAsItMustBe() throws URISyntaxException {
        List<LabelledText> texts = LabelledText.read(development());
        NoteEvaluation result = NoteEvaluation.of(READER, texts);

        assertThat(texts).hasSizeGreaterThanOrEqualTo(300);
        assertThat(result.score(Assertion.AFFIRMED).f1()).isGreaterThanOrEqualTo(0.95);
        assertThat(result.negationAccuracy()).isGreaterThanOrEqualTo(0.97);
        assertThat(result.strictNegationAccuracy()).isGreaterThanOrEqualTo(0.95);
        for (Assertion assertion : Assertion.values()) {
            assertThat(result.score(assertion).f1()).isGreaterThanOrEqualTo(0.90);
        }
    }

    @Test
    void everyLabelOfTheDevelopmentSetIsAKeyThatCanBeFound() throws URISyntaxException {
        assertThat(LabelledText.read(development()).stream()
                        .flatMap(text -> text.labels().stream())
                        .map(Label::key)
                        .filter(key -> !key.startsWith("allergy/")))
                .isSubsetOf(READER.keys());
    }

    @Test
    void whatIsMissedWrongOrTooMuchIsCounted() {
        NoteEvaluation result = NoteEvaluation.of(
                READER,
                List.of(new LabelledText(
                        "t",
                        "Fever, no cough, asthma.",
                        "",
                        List.of(
                                new Label(0, 5, "condition/fever", Assertion.NEGATED),
                                new Label(10, 15, "condition/gout", Assertion.AFFIRMED)))));

        assertThat(result.concepts()).isEqualTo(new NoteEvaluation.Score(2, 3, 1));
        assertThat(result.negationAccuracy()).isZero();
        assertThat(result.errors()).hasSize(4);
    }

    @Test
    void aRowThatIsNotAsItMustBeIsNamedWithoutItsText(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("bad.tsv");
        Files.writeString(file, "id\ttext\tsection\tfindings\n1\tsecret\t\t0-90:condition/gout:AFFIRMED\n");

        assertThatThrownBy(() -> LabelledText.read(file))
                .isInstanceOf(ReasoningException.RefusedData.class)
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("secret");
    }

    private static Path development() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(NoteEvaluationTest.class.getResource("development.tsv"))
                .toURI());
    }
}
