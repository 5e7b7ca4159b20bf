package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.model.Depth;
import org.prodrome.reasoning.model.Forward;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.ModelFiles;
import org.prodrome.reasoning.model.PackageSeal;
import org.prodrome.reasoning.model.PythonNetwork;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.model.TrustedKeys;
import org.prodrome.reasoning.serving.RiskServer;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.Timelines;
import org.prodrome.reasoning.training.RecalibrationRecord.Done;

/** A network that TensorFlow for Python exported becomes a package that loads, serves what Python answers, and is recalibrated. */
class PythonAdoptionTest {

    private static final String DIABETES = "type-2-diabetes";
    private static final List<PatientRecord> PEOPLE = TestCohort.of(900);

    @TempDir
    static Path directory;

    private static SigningKey key;
    private static Path adopted;
    private static Adoption.Adopted report;

    @BeforeAll
    static void adopt() {
        key = SigningKey.at(directory.resolve("key"));
        adopted = directory.resolve("adopted");
        Path theirs = PythonNetwork.directory();
        report = Adoption.adopt(
                new Adoption.Source(
                        PythonNetwork.savedModel(),
                        theirs.resolve("declaration.json"),
                        theirs.resolve("vocabulary.json")),
                adopted,
                key);
    }

    @Test
    void passesEveryCheckOfANetworkOfAnotherMake() {
        assertThat(report.name()).isEqualTo("python-network");
        assertThat(report.checks())
                .extracting(check -> check.substring(0, check.indexOf(':')))
                .containsExactly(
                        "form", "shapes", "hazards", "codes", "determinism", "padding", "neighbours", "causality");
    }

    @Test
    void loadsWithGoldenPatientsAndServesButDeclinesUntilCalibrated() throws Exception {
        RiskModel model = RiskModel.load(adopted, trusted());
        assertThat(model.files().golden().cases()).hasSize(3);
        try (RiskServer server = new RiskServer(model)) {
            RiskProfile profile = served(server);
            assertThat(profile.eventsSeen()).isPositive();
            assertThat(profile.risks()).isEmpty();
            assertThat(profile.abstentions())
                    .hasSize(2)
                    .allSatisfy(declined -> assertThat(declined.reason()).startsWith("not calibrated"));
        }
    }

    @Test
    void answersFromThePackageWhatPythonAnswered() {
        try (RiskModel model = RiskModel.load(adopted, trusted());
                Forward forward = new Forward(
                        adopted.resolve(ModelFiles.SAVED_MODEL), model.files().settings(), 1)) {
            assertThat(forward.hazards(PythonNetwork.inputs()))
                    .containsExactly(PythonNetwork.answered("hazards"), within(1e-5f));
        }
    }

    @Test
    void servesRisksOnceRecalibratedWithTheSameNetworkToTheByte() throws Exception {
        Path made = directory.resolve("made");
        RecalibrationRecord record = LocalRecalibration.run(
                new LocalRecalibration.Order(adopted, trusted(), made, "+local", true, key, 1),
                new TestSource(PEOPLE),
                Progress.SILENT);
        assertThat(record.lines())
                .filteredOn(line -> line.outcome().equals(DIABETES))
                .isNotEmpty()
                .allMatch(line -> line.done() == Done.REFITTED);
        assertThat(network(made)).hasSize(4).isEqualTo(network(adopted));
        try (RiskServer server = new RiskServer(RiskModel.load(made, trusted()))) {
            RiskProfile profile = served(server);
            assertThat(profile.risks())
                    .isNotEmpty()
                    .allMatch(risk -> risk.outcome().id().equals(DIABETES));
            assertThat(profile.abstentions())
                    .singleElement()
                    .satisfies(declined -> assertThat(declined.reason()).startsWith("not calibrated"));
        }
    }

    private static RiskProfile served(RiskServer server) throws Exception {
        PatientRecord person = PEOPLE.getFirst();
        LocalDate birth = Objects.requireNonNull(person.demographics().birthDate());
        Timeline timeline = Timelines.load().build(person, birth.plusYears(44));
        return (RiskProfile)
                server.ask(timeline, Depth.CHART, Duration.ofSeconds(30)).get(30, TimeUnit.SECONDS);
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
