package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.prodrome.reasoning.model.ModelFiles;
import org.prodrome.reasoning.model.ModelPackage;
import org.prodrome.reasoning.model.PackageChecks;
import org.prodrome.reasoning.model.PackageJson;
import org.prodrome.reasoning.model.PackageSeal;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.model.TrustedKeys;

/** A package is what a trusted key signed, to the byte, or it isn't loaded. */
class PackageTest {

    @TempDir
    static Path root;

    private static TestPackages packages;
    private static Path original;

    @TempDir
    Path directory;

    private Path model;

    @BeforeAll
    static void train() {
        packages = new TestPackages(root);
        original = packages.trained(1);
    }

    @BeforeEach
    void copy() throws IOException {
        model = directory.resolve("model");
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.toList()) {
                Files.copy(file, model.resolve(original.relativize(file).toString()));
            }
        }
    }

    @Test
    void loadsWhatATrustedKeySigned() {
        try (RiskModel loaded = RiskModel.load(model, packages.trusted())) {
            assertThat(loaded.version().name()).isEqualTo("test-model");
            assertThat(loaded.version().synthetic()).isTrue();
            assertThat(loaded.version().device()).isNotEmpty();
        }
    }

    @Test
    void refusesOneChangedByteInAnyFile() throws IOException {
        for (String name : PackageSeal.hashes(model).keySet()) {
            Path file = model.resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length > 0) {
                byte[] changed = bytes.clone();
                changed[changed.length / 2] ^= 1;
                Files.write(file, changed);
                refused(name, "SHA-256");
                Files.write(file, bytes);
            }
        }
    }

    @Test
    void refusesAMissingFile() throws IOException {
        Files.delete(model.resolve("calibration.json"));
        refused("calibration.json", "found none");
    }

    @Test
    void refusesAFileThatIsNotInTheManifest() throws IOException {
        Files.writeString(model.resolve("extra.json"), "{}");
        refused("extra.json", "only files of the manifest");
    }

    @Test
    void refusesALinkInPlaceOfAFile() throws IOException {
        Path file = model.resolve("limits.json");
        Path elsewhere = directory.resolve("limits.json");
        Files.move(file, elsewhere);
        Files.createSymbolicLink(file, elsewhere);
        refused("limits.json", "plain file");
    }

    @Test
    void refusesAChangedManifest() throws IOException {
        Files.writeString(model.resolve("manifest.json"), Files.readString(model.resolve("manifest.json")) + "\n");
        refused("manifest.sig", "signature");
    }

    @Test
    void refusesAMissingSignature() throws IOException {
        Files.delete(model.resolve("manifest.sig"));
        refused("manifest.sig", "found none");
    }

    @Test
    void refusesTheSignatureOfAKeyThatIsNotTrusted() {
        SigningKey other = SigningKey.at(directory.resolve("other"));
        assertThatThrownBy(() -> RiskModel.load(model, new TrustedKeys(List.of(other.publicKey()))))
                .isInstanceOf(BrokenPackage.class)
                .hasMessageContaining("manifest.sig");
        assertThatThrownBy(() -> RiskModel.load(model, new TrustedKeys(List.of())))
                .isInstanceOf(BrokenPackage.class)
                .hasMessageContaining("0 trusted keys");
    }

    @Test
    void refusesANetworkThatSaysSomethingElseOfTheGoldenPatients() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Path file = model.resolve("golden.json");
        ObjectNode golden = (ObjectNode) json.readTree(file.toFile());
        ArrayNode risks = (ArrayNode) golden.at("/cases/0/risks/0");
        risks.set(6, risks.get(6).doubleValue() + 0.01);
        json.writeValue(file.toFile(), golden);
        sealAgain();
        refused("golden.json", "golden patient 0");
    }

    @Test
    void refusesAPackageThatAnswersOtherwiseThanItsStories() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Path file = model.resolve("golden-answers.json");
        ObjectNode golden = (ObjectNode) json.readTree(file.toFile());
        String before = json.writeValueAsString(golden);
        ObjectNode answer = (ObjectNode) golden.at("/cases/0/answers/6");
        answer.put("high", answer.path("high").doubleValue() + 0.01);
        json.writeValue(file.toFile(), golden);
        sealAgain();
        refused("golden-answers.json", "risks within");

        golden = (ObjectNode) json.readTree(before);
        ((ObjectNode) golden.at("/cases/4/declined/0")).put("reason", "no reason");
        json.writeValue(file.toFile(), golden);
        sealAgain();
        refused("golden-answers.json", "the same abstentions of the story 'too little history'");

        golden = (ObjectNode) json.readTree(before);
        for (var answered : golden.at("/cases/0/answers")) {
            ((ObjectNode) answered).put("verdict", "LIKELY");
        }
        json.writeValue(file.toFile(), golden);
        sealAgain();
        refused("golden-answers.json", "the verdicts");
    }

    @Test
    void storiesAreAnsweredAndDeclinedAsTheirWordsSay() throws IOException {
        var cases = new ObjectMapper()
                .readTree(model.resolve("golden-answers.json").toFile())
                .path("cases");
        assertThat(cases).hasSize(8).allSatisfy(one -> {
            String what = one.at("/story/what").asText();
            boolean declinesAll = Set.of("too little history", "a child", "codes that nobody knows")
                    .contains(what);
            boolean either = what.contains("sex is not known"); // nobody like that was trained on
            assertThat(one.path("answers").isEmpty() == declinesAll || either)
                    .as(what)
                    .isTrue();
            if (what.equals("already diagnosed")) {
                assertThat(one.path("declined")).hasSize(1);
            }
        });
    }

    @Test
    void refusesATruncatedNetworkEvenWhenItIsSigned() throws IOException {
        for (String name :
                List.of("saved_model/saved_model.pb", "saved_model/variables/variables.data-00000-of-00001")) {
            Path file = model.resolve(name);
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(whole, whole.length / 2));
            refused(name, "SHA-256");
            sealAgain();
            refused("saved_model", "TensorFlow can load");
            Files.write(file, whole);
            sealAgain();
        }
    }

    @Test
    void refusesAnotherFormat() throws IOException {
        sealAgain(ModelFiles.FORMAT + 1);
        refused("manifest.json", "expected format " + ModelFiles.FORMAT + ", got " + (ModelFiles.FORMAT + 1));
    }

    @Test
    void refusesFilesOfTheRightNameAndWrongContentEvenWhenSigned() throws IOException {
        for (String name : List.of(
                "model.json",
                "vocabulary.json",
                "outcomes.json",
                "calibration.json",
                "baseline.json",
                "limits.json",
                "golden.json",
                "golden-answers.json")) {
            Path file = model.resolve(name);
            byte[] whole = Files.readAllBytes(file);
            Files.writeString(file, "{\"nonsense\": 1}");
            sealAgain();
            refused(name, "in JSON");
            Files.write(file, whole);
        }
    }

    @Test
    void refusesAPackageThatCalibratesAnOutcomeAtSomeHorizonsOnly() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Path file = model.resolve("calibration.json");
        ObjectNode table = (ObjectNode) json.readTree(file.toFile());
        ((ArrayNode) table.path("rows")).remove(0);
        json.writeValue(file.toFile(), table);
        sealAgain();
        refused("calibration.json", "expected a row");
    }

    @Test
    void printsEachCheckOfAWholePackageAndWhatIsWrongWithAnother() throws IOException {
        List<PackageChecks.Check> whole = PackageChecks.run(model, packages.trusted());
        assertThat(whole).hasSizeGreaterThan(15).allMatch(PackageChecks.Check::passed);
        Files.delete(model.resolve("limits.json"));
        Files.writeString(model.resolve("card.html"), "other");
        assertThat(PackageChecks.run(model, packages.trusted()))
                .filteredOn(check -> !check.passed())
                .extracting(PackageChecks.Check::what)
                .containsExactlyInAnyOrder("SHA-256 of limits.json", "SHA-256 of card.html");
        assertThat(PackageChecks.run(model, new TrustedKeys(List.of())))
                .singleElement()
                .satisfies(check -> assertThat(check.detail()).startsWith("manifest.sig"));
    }

    @Test
    void readsTrustedKeysFromADirectory() {
        Path keys = directory.resolve("keys");
        packages.key().publish(keys, "site");
        SigningKey.at(directory.resolve("other")).publish(keys, "other");
        TrustedKeys trusted = TrustedKeys.in(keys);
        assertThat(trusted.keys()).hasSize(2);
        RiskModel.load(model, trusted).close();
    }

    @Test
    void refusesAPublicKeyFileThatIsNone() throws IOException {
        Files.writeString(directory.resolve("broken.pub"), "not a key");
        assertThatThrownBy(() -> TrustedKeys.in(directory))
                .isInstanceOf(BrokenPackage.class)
                .hasMessageContaining("broken.pub");
    }

    @Test
    void keepsThePrivateKeyOutOfThePackageAndReadableByItsOwnerAlone() throws IOException {
        Path file = root.resolve("secret").resolve("key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String secret = Files.readAllLines(file).getFirst();
        for (String name : PackageSeal.hashes(model).keySet()) {
            assertThat(new String(Files.readAllBytes(model.resolve(name)), StandardCharsets.ISO_8859_1))
                    .doesNotContain(secret);
        }
        assertThat(packages.key().toString()).doesNotContain(secret);
    }

    @Test
    void neverOverwritesAPackage() {
        assertThatThrownBy(() -> packages.trained(1))
                .isInstanceOf(BrokenPackage.class)
                .hasMessageContaining("never changed");
    }

    @Test
    void cardHasThe31AttributesAndSaysThatThePatientsWereSynthetic() throws IOException {
        ModelCard card = ModelCard.read(model);
        assertThat(card.attributes()).hasSize(31);
        assertThat(card.attributes())
                .allSatisfy(
                        attribute -> assertThat(attribute.text()).isNotBlank().doesNotContain("{"));
        assertThat(Files.readString(model.resolve("card.html"))).contains("Trained on synthetic patients");
    }

    @Test
    void evaluationMakesANewPackageWithItsFiguresInTheCard() throws IOException {
        Path report = directory.resolve("report.json");
        Files.writeString(report, """
                {"format": 2, "model": {"hash": "%s"}, "settings": {}, "protocol": {}, "internal": {"tasks": [{"curve": 1}]},
                 "summary": {"tasks": [{"name": "a planted disease", "horizonDays": 365, "rows": 900, "events": 40,
                   "aurocs": {"model": {"value": 0.91, "interval": {"low": 0.88, "high": 0.94}}, "age-sex": {"value": 0.6}},
                   "verdicts": {"counts-xgboost": "does not beat"},
                   "calibrationSlope": {"value": 0.9}, "observedOverExpected": {"value": 1.1},
                   "groups": [{"dimension": "sex", "group": "female", "auroc": {"value": 0.9}},
                              {"dimension": "sex", "group": "male", "auroc": null}]}]},
                 "external": [{"name": "another state", "patients": 50, "indexDates": 400, "tasks": [
                   {"name": "a planted disease", "horizonDays": 365, "rows": 300, "events": 12,
                    "predictors": [{"id": "model", "figures": {"auroc": {"value": 0.85}}}]}]}]}
                """.formatted(
                        ModelPackage.open(model, packages.trusted()).hash()));
        Path evaluated = directory.resolve("evaluated");
        PackageWriter.withEvaluation(model, packages.trusted(), report, evaluated, packages.key());
        RiskModel.load(evaluated, packages.trusted()).close();
        assertThat(Files.readString(evaluated.resolve("card.json")))
                .contains("AUROC 0.910 (95% interval 0.880 to 0.940)")
                .contains("against counts and boosted trees: does not beat")
                .contains("female 0.900")
                .doesNotContain("male 0.000")
                .contains("another state: 50 patients")
                .contains("AUROC 0.850");
        assertThat(Files.readString(evaluated.resolve("evaluation.json")))
                .contains("summary")
                .doesNotContain("curve");
        assertThat(Files.readString(evaluated.resolve("card.xml")))
                .contains("\"kind\":\"estimate_ci\",\"estimate\":0.91,\"lower\":0.88,\"upper\":0.94")
                .contains("observed / expected");
    }

    /** Of this very package. */
    private Path reportWithoutFigures() throws IOException {
        return Files.writeString(
                directory.resolve("report.json"),
                "{\"model\": {\"hash\": \"%s\"}}"
                        .formatted(ModelPackage.open(model, packages.trusted()).hash()));
    }

    @Test
    void storiesAreAnsweredAnewWhenFiguresAreAdded() throws IOException {
        Files.delete(model.resolve("golden-answers.json"));
        sealAgain();
        Path report = reportWithoutFigures();
        Path evaluated = directory.resolve("evaluated");
        PackageWriter.withEvaluation(model, packages.trusted(), report, evaluated, packages.key());
        assertThat(ModelPackage.open(evaluated, packages.trusted()).stories()).isNotNull();
        RiskModel.load(evaluated, packages.trusted()).close();
    }

    @Test
    void refusesToAddFiguresToAPackageThatThisProgramAnswersOtherwise() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Path file = model.resolve("golden-answers.json");
        ObjectNode golden = (ObjectNode) json.readTree(file.toFile());
        ObjectNode answer = (ObjectNode) golden.at("/cases/0/answers/6");
        answer.put("high", answer.path("high").doubleValue() + 0.01);
        json.writeValue(file.toFile(), golden);
        sealAgain();
        Path report = reportWithoutFigures();
        Path evaluated = directory.resolve("evaluated");
        assertThatThrownBy(() ->
                        PackageWriter.withEvaluation(model, packages.trusted(), report, evaluated, packages.key()))
                .isInstanceOf(BrokenPackage.class)
                .hasMessageStartingWith("package: expected this program to answer as the one")
                .hasMessageContaining("golden-answers.json: expected risks within");
        assertThat(evaluated).doesNotExist();
    }

    @Test
    void refusesTheReportOfAnotherPackageAndAChangedPackage() throws IOException {
        Path report = directory.resolve("report.json");
        Files.writeString(report, "{\"model\": {\"hash\": \"00\"}}");
        Path evaluated = directory.resolve("evaluated");
        assertThatThrownBy(() ->
                        PackageWriter.withEvaluation(model, packages.trusted(), report, evaluated, packages.key()))
                .isInstanceOf(BrokenPackage.class)
                .hasMessageStartingWith("report.json: expected a report on this package");
        Files.writeString(model.resolve("limits.json"), "{}");
        assertThatThrownBy(() ->
                        PackageWriter.withEvaluation(model, packages.trusted(), report, evaluated, packages.key()))
                .hasMessageStartingWith("limits.json");
        assertThat(evaluated).doesNotExist();
    }

    private void sealAgain() throws IOException {
        sealAgain(ModelFiles.FORMAT);
    }

    private void sealAgain(int format) throws IOException {
        PackageJson.write(
                model,
                ModelFiles.MANIFEST,
                new ModelFiles.Manifest(format, "test-model", "1", new LinkedHashMap<>(PackageSeal.hashes(model))));
        byte[] manifest = Files.readAllBytes(model.resolve(ModelFiles.MANIFEST));
        Files.writeString(model.resolve(ModelFiles.SIGNATURE), packages.key().sign(manifest));
    }

    private void refused(String file, String reason) {
        assertThatThrownBy(() -> RiskModel.load(model, packages.trusted()))
                .isInstanceOf(BrokenPackage.class)
                .hasMessageContaining(file)
                .hasMessageContaining(reason);
    }
}
