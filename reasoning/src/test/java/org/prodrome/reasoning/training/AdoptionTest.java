package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.prodrome.reasoning.model.Depth;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.model.TrustedKeys;
import org.prodrome.reasoning.serving.RiskServer;
import org.prodrome.reasoning.token.Vocabulary;
import org.prodrome.reasoning.training.ForeignNetwork.Fault;

/** A network that another program exported is let in when it behaves as ours do, and by no other door. */
class AdoptionTest {

    @TempDir
    Path directory;

    private final Vocabulary vocabulary = TestSequences.vocabulary();
    private SigningKey key;
    private Path declaration;
    private Path vocabularyFile;

    @BeforeEach
    void declare() throws Exception {
        key = SigningKey.at(directory.resolve("key"));
        vocabularyFile = directory.resolve("their-vocabulary.json");
        vocabulary.save(vocabularyFile);
        declaration = directory.resolve("declaration.json");
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(vocabularyFile));
        Files.writeString(declaration, """
                {"name": "elsewhere", "version": "3.1", "synthetic": true, "developer": "Test Works, test@example.org",
                 "modelType": "Weighted count of events.", "training": "Made up for a test; trained on nobody.",
                 "parameters": 23, "vocabularySha256": "%s", "window": 128, "buckets": [64, 128],
                 "edges": [90, 365, 1825], "horizons": [365, 1825], "explainedHorizon": 365,
                 "limits": {"fewestEvents": 5, "fewestHistoryDays": 180, "fromAgeYears": 18, "belowAgeYears": 90,
                            "mostUnknownShare": 0.3},
                 "outcomes": [
                   {"id": "planted", "name": "a planted disease", "snomed": ["1"], "icd10cm": [], "source": "test"},
                   {"id": "absent", "name": "a disease nobody gets", "snomed": ["2"], "icd10cm": [], "source": "test"}]}
                """.formatted(HexFormat.of().formatHex(hash)));
    }

    @Test
    void loadsAndServesANetworkThatOurExporterDidNotWriteAndDeclinesUntilCalibrated() throws Exception {
        Adoption.Adopted adopted = adopt(Fault.NONE);
        assertThat(adopted.checks()).hasSizeGreaterThanOrEqualTo(7).anyMatch(check -> check.startsWith("causality"));
        RiskModel model = RiskModel.load(directory.resolve("package"), trusted());
        assertThat(model.version().name()).isEqualTo("elsewhere");
        assertThat(model.version().synthetic()).isTrue();
        try (RiskServer server = new RiskServer(model)) {
            RiskProfile profile = (RiskProfile) server.ask(TestTimelines.usual(30), Depth.CHART, Duration.ofSeconds(30))
                    .get(30, TimeUnit.SECONDS);
            assertThat(profile.risks()).isEmpty();
            assertThat(profile.abstentions())
                    .hasSize(2)
                    .allSatisfy(declined -> assertThat(declined.reason()).startsWith("not calibrated"));
            RiskProfile ofLong = (RiskProfile) server.ask(TestTimelines.usual(400), Depth.RISKS, Duration.ofSeconds(30))
                    .get(30, TimeUnit.SECONDS);
            assertThat(ofLong.eventsSeen())
                    .isLessThan(200); // its window has room for 128, and it reads nothing besides
        }
        assertThat(Files.readString(directory.resolve("package/card.json")))
                .contains("Test Works")
                .contains("trained on nobody");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SEES_THE_FUTURE          | later events don't change
            ROLLS_DICE               | the same answer to the same question
            SEES_NEIGHBOURS          | other patients in the batch
            COUNTS_PADDING           | padding
            ANSWERS_NAN              | finite hazards
            ANSWERS_NEGATIVE         | finite hazards of at least 0
            ANSWERS_ONE_OUTCOME_LESS | 3 outcomes with death
            ANSWERS_THE_SAME_TO_ALL  | depends on the events before its day
            KNOWS_ONE_CODE_LESS      | every code and bin of the vocabulary
            LACKS_STATES             | states
            TAKES_DOUBLES            | input values of float32
            TAKES_ONE_LENGTH_ONLY    | free shape
            WRITES_FILES             | only computes, got WriteFile
            """)
    void refusesANetworkWithAFaultAndLeavesNoPackage(Fault fault, String reason) {
        assertThatThrownBy(() -> adopt(fault))
                .isInstanceOf(BrokenPackage.class)
                .hasMessageContaining("saved_model")
                .hasMessageContaining(reason);
        assertThat(directory.resolve("package")).doesNotExist();
        assertThat(directory.resolve("package.part")).doesNotExist();
    }

    @Test
    void refusesAnotherVocabularyThanTheOneItWasTrainedWith() throws IOException {
        Files.writeString(vocabularyFile, Files.readString(vocabularyFile).replace("noise 3", "noise 4"));
        assertThatThrownBy(() -> adopt(Fault.NONE))
                .isInstanceOf(BrokenPackage.class)
                .hasMessageStartingWith("--vocabulary: expected the file the model was trained with, SHA-256");
    }

    @ParameterizedTest
    @CsvSource({
        "name",
        "version",
        "synthetic",
        "window",
        "buckets",
        "edges",
        "outcomes",
        "training",
        "vocabularySha256",
        "limits"
    })
    void namesAFieldThatTheDeclarationLacks(String field) throws IOException {
        edit(json -> json.remove(field));
        assertThatThrownBy(() -> adopt(Fault.NONE))
                .isInstanceOf(BrokenPackage.class)
                .hasMessageStartingWith("--manifest: ")
                .hasMessageContaining(field);
    }

    @Test
    void namesAFieldItDoesNotKnowAndOneThatIsWrong() throws IOException {
        edit(json -> json.put("colour", "red"));
        assertThatThrownBy(() -> adopt(Fault.NONE)).hasMessageContaining("colour");
        edit(json -> {
            json.remove("colour");
            json.put("explainedHorizon", 91);
        });
        assertThatThrownBy(() -> adopt(Fault.NONE)).hasMessageContaining("explainedHorizon");
    }

    @ParameterizedTest
    @CsvSource({"name, ../../elsewhere", "name, a name", "name, .hidden", "name, ''", "version, 1/2", "version, -1"})
    void refusesANameThatIsNoFileName(String field, String word) throws IOException {
        edit(json -> json.put(field, word));
        assertThatThrownBy(() -> adopt(Fault.NONE))
                .isInstanceOf(BrokenPackage.class)
                .hasMessageContaining(field + ": expected 1 to 60 letters");
    }

    @Test
    void refusesALinkInTheDirectoryByItsName() throws IOException {
        Path network = ForeignNetwork.export(
                directory.resolve("theirs-NONE"), Fault.NONE, vocabulary.size(), vocabulary.binCount(), 3);
        Path secret = Files.writeString(directory.resolve("secret"), "of the site");
        Files.createDirectories(network.resolve("assets"));
        Files.createSymbolicLink(network.resolve("assets/words.txt"), secret);
        assertThatThrownBy(() -> adopt(Fault.NONE))
                .isInstanceOf(BrokenPackage.class)
                .hasMessageContaining("assets/words.txt: expected a directory or a plain file");
        assertThat(directory.resolve("package")).doesNotExist();
        Files.delete(network.resolve("assets/words.txt"));
        Files.createSymbolicLink(network.resolve("assets/more"), directory);
        assertThatThrownBy(() -> adopt(Fault.NONE)).hasMessageContaining("assets/more");
    }

    @Test
    void publishesTheKeyBesideThePackageAndLeavesAnotherOfTheSameNameAlone() throws IOException {
        Path keys = directory.resolve("trusted-keys");
        SigningKey.at(directory.resolve("others")).publish(keys, "elsewhere");
        String before = Files.readString(keys.resolve("elsewhere.pub"));
        adopt(Fault.NONE);
        assertThat(Files.readString(keys.resolve("elsewhere.pub"))).isEqualTo(before);
        assertThat(keys.resolve("elsewhere-" + TrustedKeys.fingerprint(key.publicKey()) + ".pub"))
                .exists();
        RiskModel.load(directory.resolve("package"), TrustedKeys.in(keys)).close();
        key.publish(keys, "elsewhere");
        assertThat(TrustedKeys.in(keys).keys()).hasSize(2);
    }

    @Test
    void refusesADirectoryThatIsNoSavedModel() {
        assertThatThrownBy(() -> Adoption.adopt(
                        new Adoption.Source(directory.resolve("none"), declaration, vocabularyFile),
                        directory.resolve("package"),
                        key))
                .hasMessageContaining("--saved-model");
    }

    private interface Edit {
        void on(ObjectNode json);
    }

    private void edit(Edit edit) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode json = (ObjectNode) mapper.readTree(declaration.toFile());
        edit.on(json);
        mapper.writeValue(declaration.toFile(), json);
    }

    private Adoption.Adopted adopt(Fault fault) throws IOException {
        Path network = directory.resolve("theirs-" + fault);
        if (!Files.exists(network)) {
            ForeignNetwork.export(network, fault, vocabulary.size(), vocabulary.binCount(), 3);
        }
        return Adoption.adopt(
                new Adoption.Source(network, declaration, vocabularyFile), directory.resolve("package"), key);
    }

    private TrustedKeys trusted() {
        return new TrustedKeys(List.of(key.publicKey()));
    }
}
