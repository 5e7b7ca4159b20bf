package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.prodrome.reasoning.failure.ReasoningException.RefusedData;
import org.prodrome.reasoning.model.Depth;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.ModelFiles;
import org.prodrome.reasoning.model.ModelFiles.CalibrationRow;
import org.prodrome.reasoning.model.ModelPackage;
import org.prodrome.reasoning.model.PackageJson;
import org.prodrome.reasoning.model.PackageSeal;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.model.TrustedKeys;
import org.prodrome.reasoning.statistics.LogisticRegression;
import org.prodrome.reasoning.timeline.Timelines;
import org.prodrome.reasoning.training.RecalibrationRecord.Done;
import org.prodrome.reasoning.training.RecalibrationRecord.Fit;
import org.prodrome.reasoning.training.RecalibrationRecord.Line;

/** A site's own patients move calibration, and nothing else. */
class LocalRecalibrationTest {

    private static final String DIABETES = "type-2-diabetes";
    private static final List<PatientRecord> PEOPLE = TestCohort.of(900);

    @TempDir
    static Path root;

    private static SigningKey key;
    private static Path overstating;

    @TempDir
    Path directory;

    @BeforeAll
    static void train() throws IOException {
        key = SigningKey.at(root.resolve("key"));
        TrainingConfig config = TestConfigs.steps(30, 100, 50);
        SequenceData data = new Sequences(
                        Timelines.load(),
                        Outcomes.load().only(Set.of(DIABETES)),
                        config.sequences(false),
                        Progress.SILENT)
                .extract(new TestSource(PEOPLE));
        overstating = root.resolve("overstating");
        PackageWriter.train(
                config,
                data,
                new PackageOrder(
                        overstating, root.resolve("run"), new PackageNaming("test-model", "1.0.0"), "in a test", key),
                false,
                TrainingProgress.silent());
        overstate(overstating);
    }

    /** Multiplies all odds by about 20, and tells small counts as older packages did. */
    private static void overstate(Path model) throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode table =
                (ObjectNode) json.readTree(model.resolve("calibration.json").toFile());
        table.path("rows").forEach(row -> {
            ObjectNode fit = json.createObjectNode().put("method", "platt");
            ((ObjectNode) row).set("fit", fit.put("slope", 1.0).put("intercept", 3.0));
            ((ObjectNode) row).put("events", 3).putArray("resampled");
            ((ObjectNode) row.path("conformal")).put("eventPatients", 3);
        });
        json.writeValue(model.resolve("calibration.json").toFile(), table);
        Files.delete(model.resolve("golden-answers.json"));
        PackageJson.write(
                model,
                ModelFiles.MANIFEST,
                new ModelFiles.Manifest(1, "test-model", "1.0.0", new LinkedHashMap<>(PackageSeal.hashes(model))));
        Files.writeString(model.resolve("manifest.sig"), key.sign(Files.readAllBytes(model.resolve("manifest.json"))));
    }

    @Test
    void bringsRisksToWhatHappensHereAndLeavesTheNetworkAlone() throws IOException {
        RecalibrationRecord record = recalibrate(overstating, PEOPLE);
        Line year = line(record, 365);
        assertThat(year.done()).isEqualTo(Done.REFITTED);
        assertThat(year.before().observedOverExpected()).isLessThan(0.5);
        assertThat(year.after().observedOverExpected()).isBetween(0.7, 1.4);
        Path made = directory.resolve("made");
        assertThat(network(made)).isEqualTo(network(overstating));
        try (RiskModel model = RiskModel.load(made, trusted())) {
            assertThat(model.version().version()).isEqualTo("1.0.0+local");
            assertThat(model.version().name()).isEqualTo("test-model");
        }
        assertThat(Files.readString(made.resolve("card.json")))
                .contains("refitted on")
                .contains("weights untouched")
                .contains("recalibrated since; run evaluate");
        assertThat(Files.readString(made.resolve("recalibration.json"))).contains("\"from\":\"1.0.0\"");
    }

    @Test
    void whatTooFewGotMovesWithTheNextLongerHorizonAndSaysSo() throws IOException {
        RecalibrationRecord record = recalibrate(overstating, PEOPLE);
        Line month = line(record, 30);
        assertThat(month.eventPatients().told()).isLessThan(LocalRecalibration.FEWEST);
        assertThat(month.done()).isEqualTo(Done.MOVED);
        ModelPackage before = ModelPackage.open(overstating, trusted());
        ModelPackage after = ModelPackage.open(directory.resolve("made"), trusted());
        assertThat(row(after, 30).conformal()).isEqualTo(row(before, 30).conformal());
        assertThat(row(after, 30).fit().apply(0.1))
                .isLessThan(row(before, 30).fit().apply(0.1));
        assertThat(row(after, 365)).isNotEqualTo(row(before, 365));
        assertThat(Files.readString(directory.resolve("made").resolve("card.json")))
                .contains("calibration moved with the next longer horizon: type 2 diabetes within 30 days")
                .doesNotContain("left as they were")
                .doesNotContain("still declined");
    }

    @Test
    void theCardTellsWhatMovedWhatWasLeftAndWhatStaysDeclinedApart() {
        Fit none = new Fit(null, null);
        List<Line> lines = List.of(
                new Line("a", "gout", 365, PatientCount.of(30), Done.REFITTED, new Fit(0.5, 1.0), new Fit(1.0, 1.0)),
                new Line("a", "gout", 30, PatientCount.of(3), Done.MOVED, none, none),
                new Line("b", "ague", 365, PatientCount.of(3), Done.KEPT, none, none),
                new Line("c", "croup", 365, PatientCount.of(3), Done.DECLINED, none, none));
        assertThat(new RecalibrationRecord("1", "00", 900, 100, lines).words())
                .contains("others. gout within 365 days: before observed / expected 0.50, slope 1.00, after")
                .contains("moved with the next longer horizon: gout within 30 days.")
                .contains("left as they were: ague within 365 days.")
                .contains("still declined: croup within 365 days.");
    }

    @Test
    void noSmallCountOfThisSiteOrOfThatBeforeIsInThePackage() throws IOException {
        recalibrate(overstating, PEOPLE);
        var made = new ObjectMapper()
                .readTree(directory.resolve("made").resolve("calibration.json").toFile());
        assertThat(made.path("rows")).isNotEmpty().allSatisfy(row -> {
            for (String count :
                    List.of("/patients", "/events", "/conformal/eventPatients", "/conformal/otherPatients")) {
                assertThat(row.at(count).intValue())
                        .as(count)
                        .satisfiesAnyOf(
                                n -> assertThat(n).isZero(),
                                n -> assertThat(n).isGreaterThanOrEqualTo(PatientCount.FEWEST_TOLD));
            }
        });
    }

    @Test
    void theRiskByAgeAndSexMovesToTheSitesPatientsToo() {
        ModelPackage before = ModelPackage.open(overstating, trusted());
        LocalRecalibration.run(order("made", true), new TestSource(TestCohort.of(900, 0.2)), Progress.SILENT);
        ModelPackage after = ModelPackage.open(directory.resolve("made"), trusted());
        assertThat(yearly(after).coefficients()).isEqualTo(yearly(before).coefficients());
        assertThat(yearly(after).intercept()).isLessThan(yearly(before).intercept() - 0.4);
    }

    private static LogisticRegression yearly(ModelPackage files) {
        return Objects.requireNonNull(
                files.baseline().outcomes().getOrDefault(DIABETES, Map.of()).get(365));
    }

    @Test
    void countsBelowTenAreToldAsSuch() throws IOException {
        assertThat(PatientCount.of(0).words()).isEqualTo("fewer than 10");
        assertThat(PatientCount.of(9).words()).isEqualTo("fewer than 10");
        assertThat(PatientCount.of(10).words()).isEqualTo("10");
        assertThat(new ObjectMapper().writeValueAsString(List.of(PatientCount.of(3), PatientCount.of(25))))
                .isEqualTo("[\"fewer than 10\",\"25\"]");
        assertThatThrownBy(() -> new PatientCount(3)).hasMessageContaining("fewer than 10");
    }

    @Test
    void refusesAVersionThatIsNoFileName() {
        assertThatThrownBy(() -> LocalRecalibration.run(
                        new LocalRecalibration.Order(
                                overstating, trusted(), directory.resolve("made"), "/../x", false, key, 1),
                        new TestSource(PEOPLE),
                        Progress.SILENT))
                .isInstanceOf(BrokenPackage.class)
                .hasMessageContaining("version: expected 1 to 60 letters");
    }

    @Test
    void packageOfOthersIsTakenOnlyWhenItsNetworkOnlyComputes() throws Exception {
        SigningKey others = SigningKey.at(directory.resolve("others"));
        TrustedKeys both = new TrustedKeys(List.of(key.publicKey(), others.publicKey()));
        Path delivered = sealed("delivered", others, null);
        Path armed = sealed("armed", others, ForeignNetwork.Fault.WRITES_FILES);
        assertThatThrownBy(() -> LocalRecalibration.run(
                        new LocalRecalibration.Order(armed, both, directory.resolve("made"), "+local", false, key, 1),
                        new TestSource(PEOPLE),
                        Progress.SILENT))
                .isInstanceOf(BrokenPackage.class)
                .hasMessageContaining("only computes, got WriteFile");
        LocalRecalibration.run(
                new LocalRecalibration.Order(delivered, both, directory.resolve("made"), "+local", false, key, 1),
                new TestSource(PEOPLE),
                Progress.SILENT);
        assertThat(PackageSeal.signer(directory.resolve("made"), both)).isEqualTo(key.publicKey());
    }

    /** The package under another key, with another network where a fault is asked for. */
    private Path sealed(String name, SigningKey by, ForeignNetwork.@Nullable Fault fault) throws Exception {
        PackageDraft draft = PackageDraft.at(directory.resolve(name));
        if (fault != null) {
            ModelPackage ours = ModelPackage.open(overstating, trusted());
            ForeignNetwork.export(
                    draft.part().resolve("saved_model"),
                    fault,
                    ours.vocabulary().size(),
                    ours.vocabulary().binCount(),
                    3);
        }
        draft.copy(overstating, "");
        draft.seal(new PackageNaming("test-model", "1.0.0"), by);
        return directory.resolve(name);
    }

    @Test
    void refusesDataInWhichTooFewGetAnything() {
        assertThatThrownBy(() -> recalibrate(overstating, PEOPLE.subList(0, 30)))
                .isInstanceOf(RefusedData.class)
                .hasMessageContaining("expected at least 20 patients")
                .hasMessageContaining("got fewer than 10 at most")
                .hasMessageContaining("nothing was changed");
        assertThat(directory.resolve("made")).doesNotExist();
    }

    @Test
    void fitsOnTuningPatientsAloneUnlessTheModelWasTrainedElsewhereAndSaysWhich() throws IOException {
        RecalibrationRecord here = recalibrate(overstating, PEOPLE);
        RecalibrationRecord elsewhere =
                LocalRecalibration.run(order("other", true), new TestSource(PEOPLE), Progress.SILENT);
        assertThat(elsewhere.fittedPatients()).isGreaterThan(4 * here.fittedPatients());
        assertThat(elsewhere.heldOutPatients()).isEqualTo(here.heldOutPatients());
        assertThat(method("made")).contains("fitted on tuning patients of the site;");
        assertThat(method("other"))
                .contains("fitted on training and tuning patients of the site, on none of whom the model was trained;");
    }

    private String method(String made) throws IOException {
        return new ObjectMapper()
                .readTree(directory.resolve(made).resolve("calibration.json").toFile())
                .path("method")
                .asText();
    }

    @Test
    void refusesAPackageThatNobodyTrustedSigned() throws IOException {
        LocalRecalibration.Order order = new LocalRecalibration.Order(
                overstating,
                new TrustedKeys(
                        List.of(SigningKey.at(directory.resolve("strange")).publicKey())),
                directory.resolve("made"),
                "+local",
                false,
                key,
                1);
        assertThatThrownBy(() -> LocalRecalibration.run(order, new TestSource(PEOPLE), Progress.SILENT))
                .isInstanceOf(BrokenPackage.class)
                .hasMessageContaining("manifest.sig");
    }

    @Test
    void anAdoptedNetworkAnswersOnceCalibratedAndOnlyWhatCouldBe() throws Exception {
        Path adopted = adopted();
        RecalibrationRecord record = LocalRecalibration.run(
                new LocalRecalibration.Order(adopted, trusted(), directory.resolve("made"), "+local", true, key, 1),
                new TestSource(PEOPLE),
                Progress.SILENT);
        assertThat(line(record, 365).done()).isEqualTo(Done.REFITTED);
        try (RiskModel model = RiskModel.load(directory.resolve("made"), trusted())) {
            RiskProfile profile = (RiskProfile) model.answer(
                    Timelines.load()
                            .build(
                                    PEOPLE.getFirst(),
                                    Objects.requireNonNull(PEOPLE.getFirst()
                                                    .demographics()
                                                    .birthDate())
                                            .plusYears(44)),
                    Depth.RISKS);
            assertThat(profile.risks())
                    .isNotEmpty()
                    .allMatch(risk -> risk.outcome().id().equals(DIABETES));
            assertThat(profile.abstentions())
                    .singleElement()
                    .satisfies(declined -> assertThat(declined.reason()).startsWith("not calibrated"));
            assertThat(model.files().limits().distance()).isNotNull();
        }
    }

    private Path adopted() throws Exception {
        ModelPackage ours = ModelPackage.open(overstating, trusted());
        Path network = ForeignNetwork.export(
                directory.resolve("theirs"),
                ForeignNetwork.Fault.NONE,
                ours.vocabulary().size(),
                ours.vocabulary().binCount(),
                3);
        Path vocabulary = overstating.resolve("vocabulary.json");
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(vocabulary));
        Path declaration = directory.resolve("declaration.json");
        Files.writeString(declaration, """
                {"name": "elsewhere", "version": "3.1", "synthetic": true, "developer": "Test Works",
                 "modelType": "Weighted count of events.", "training": "Made up.",
                 "parameters": 23, "vocabularySha256": "%s", "window": 128, "buckets": [64, 128],
                 "edges": [90, 365, 1825], "horizons": [365, 1825], "explainedHorizon": 365,
                 "limits": {"fewestEvents": 5, "fewestHistoryDays": 180, "fromAgeYears": 18, "belowAgeYears": 90,
                            "mostUnknownShare": 0.3},
                 "outcomes": [
                   {"id": "type-2-diabetes", "name": "type 2 diabetes", "snomed": ["44054006"], "icd10cm": [], "source": "t"},
                   {"id": "absent", "name": "a disease nobody gets", "snomed": ["2"], "icd10cm": [], "source": "t"}]}
                """.formatted(HexFormat.of().formatHex(hash)));
        Path adopted = directory.resolve("adopted");
        Adoption.adopt(new Adoption.Source(network, declaration, vocabulary), adopted, key);
        return adopted;
    }

    private RecalibrationRecord recalibrate(Path model, List<PatientRecord> people) {
        return LocalRecalibration.run(
                new LocalRecalibration.Order(model, trusted(), directory.resolve("made"), "+local", false, key, 1),
                new TestSource(people),
                Progress.SILENT);
    }

    private LocalRecalibration.Order order(String name, boolean elsewhere) {
        return new LocalRecalibration.Order(
                overstating, trusted(), directory.resolve(name), "+local", elsewhere, key, 1);
    }

    private static Line line(RecalibrationRecord record, int horizon) {
        return record.lines().stream()
                .filter(line -> line.outcome().equals(DIABETES) && line.horizonDays() == horizon)
                .findFirst()
                .orElseThrow();
    }

    private static CalibrationRow row(ModelPackage files, int horizon) {
        return Objects.requireNonNull(
                files.calibration().getOrDefault(DIABETES, Map.of()).get(horizon));
    }

    private static Map<String, String> network(Path model) {
        return PackageSeal.hashes(model).entrySet().stream()
                .filter(file -> file.getKey().startsWith("saved_model"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static TrustedKeys trusted() {
        return new TrustedKeys(List.of(key.publicKey()));
    }
}
