package org.prodrome.cohort.recode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.cohort.planted.PlantedFiles;

class RecodingTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SNOMED = "http://snomed.info/sct";
    private static final String ICD = "http://hl7.org/fhir/sid/icd-10-cm";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path work;

    @BeforeEach
    void export() throws IOException {
        Files.createDirectories(data());
        pack("Patient.0000.ndjson.gz", "{\"resourceType\":\"Patient\",\"id\":\"p\"}");
        pack(
                "Condition.0000.ndjson.gz",
                condition("44054006", "Diabetes mellitus type 2 (disorder)"),
                condition("160903007", "Full-time employment (finding)"));
        pack(
                "Encounter.0000.ndjson.gz",
                "{\"resourceType\":\"Encounter\",\"reasonCode\":[" + concept("49436004", "Atrial fibrillation")
                        + "],\"type\":[" + concept("410620009", "Well child visit") + "]}");
        pack(
                "FamilyMemberHistory.0000.ndjson.gz",
                "{\"resourceType\":\"FamilyMemberHistory\",\"condition\":[{\"code\":" + concept("363406005", "Colon")
                        + "},{\"code\":" + concept("44054006", "Diabetes") + "}]}");
        pack("Observation.0000.ndjson.gz", "{\"resourceType\":\"Observation\",\"valueQuantity\":{\"value\":1.10}}");
        Files.writeString(
                data().resolve("cohort.json"),
                "{\"note\":\"synthetic\",\"sha256\":{\"Condition.0000.ndjson.gz\":\"old\",\"Patient.0000.ndjson.gz\":\"same\"}}");
        Files.writeString(data().resolve("deidentification-report.json"), "{\"patients\":1}");
    }

    @Test
    void replacesTheCodesOfDiagnosesAndNoOthers() throws IOException {
        run();

        JsonNode diabetes = lines("Condition.0000.ndjson.gz").get(0).path("code");
        assertThat(diabetes.path("coding")).hasSize(1);
        assertThat(diabetes.path("coding").path(0).path("system").asText()).isEqualTo(ICD);
        assertThat(diabetes.path("coding").path(0).path("code").asText()).isEqualTo("E11.9");
        JsonNode encounter = lines("Encounter.0000.ndjson.gz").getFirst();
        assertThat(encounter.at("/reasonCode/0/coding/0/code").asText()).isEqualTo("I48.91");
        assertThat(encounter.at("/type/0/coding/0/system").asText()).isEqualTo(SNOMED);
        JsonNode family = lines("FamilyMemberHistory.0000.ndjson.gz").getFirst();
        assertThat(family.at("/condition/0/code/coding/0/code").asText()).isEqualTo("C18.9");
        assertThat(family.at("/condition/1/code/coding/0/code").asText()).isEqualTo("E11.9");
    }

    @Test
    void keepsWhatHasNoCounterpartAsWordsAloneAndCountsIt() throws IOException {
        RecodeCounts counts = run();

        JsonNode employment = lines("Condition.0000.ndjson.gz").get(1).path("code");
        assertThat(employment.has("coding")).isFalse();
        assertThat(employment.path("text").asText()).isEqualTo("Full-time employment (finding)");
        assertThat(counts.mapped()).isEqualTo(4);
        assertThat(counts.leftAsText()).isEqualTo(1);
        JsonNode report = JSON.readTree(Files.readAllBytes(out().resolve("recode-report.json")));
        assertThat(report.at("/unmapped/160903007").asInt()).isEqualTo(1);
        assertThat(report.at("/elements/Condition.code/mapped").asInt()).isEqualTo(1);
        assertThat(report.path("source").asText()).contains("ICD-10-CM");
    }

    @Test
    void leavesEverythingElseAsItWasToTheByte() throws IOException {
        run();

        for (String name :
                List.of("Patient.0000.ndjson.gz", "Observation.0000.ndjson.gz", "deidentification-report.json")) {
            assertThat(Files.readAllBytes(out().resolve(name))).isEqualTo(Files.readAllBytes(data().resolve(name)));
        }
    }

    @Test
    void saysInTheCohortsDescriptionThatItIsRecodedAndWhatItsFilesAreNow() throws IOException {
        run();

        JsonNode cohort = JSON.readTree(Files.readAllBytes(out().resolve("cohort.json")));
        assertThat(cohort.path("recoded").asText()).contains(SNOMED, ICD);
        assertThat(cohort.at("/sha256/Condition.0000.ndjson.gz").asText()).hasSize(64);
        assertThat(cohort.at("/sha256/Patient.0000.ndjson.gz").asText()).isEqualTo("same");
    }

    @Test
    void mapsEveryPlantedDiagnosisToTheCodeOfItsFile() {
        CodeMap map = CodeMap.builtIn();
        for (var disease : PlantedFiles.builtIn(1).diseases()) {
            var codes = disease.codes();
            if (codes != null) {
                assertThat(map.codes().get(codes.snomed()))
                        .as(disease.id())
                        .isNotNull()
                        .extracting(CodeMap.Target::code)
                        .isEqualTo(codes.icd10cm());
            }
        }
    }

    @Test
    void everyTargetLooksLikeACodeOfIcd10Cm() {
        assertThat(CodeMap.builtIn().codes().values())
                .hasSizeGreaterThan(250)
                .allSatisfy(target -> assertThat(target.code()).matches("[A-Z]\\d[0-9A-Z](\\.[0-9A-Z]{1,4})?"));
    }

    @Test
    void refusesWhatIsNoExportWhatIsDamagedAndADirectoryThatIsNotEmpty() throws IOException {
        Path file = data().resolve("Condition.0000.ndjson.gz");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertRefused("Condition.0000.ndjson.gz: cut off or damaged after line");
        assertRefused("--out: expected a new or empty directory");
        pack("Condition.0000.ndjson.gz", "[]");
        assertThatThrownBy(() -> new Recoding(data(), work.resolve("second"), CodeMap.builtIn()).run())
                .isInstanceOf(RecodeException.class)
                .hasMessageContaining("Condition.0000.ndjson.gz line 1: expected a resource");
        Files.delete(data().resolve("Patient.0000.ndjson.gz"));
        assertRefused("--data: expected a FHIR bulk export");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(this::run).isInstanceOf(RecodeException.class).hasMessageContaining(message);
    }

    private RecodeCounts run() throws IOException {
        return new Recoding(data(), out(), CodeMap.builtIn()).run();
    }

    private static String condition(String code, String display) {
        return "{\"resourceType\":\"Condition\",\"code\":" + concept(code, display) + "}";
    }

    private static String concept(String code, String display) {
        return "{\"coding\":[{\"system\":\"%s\",\"code\":\"%s\",\"display\":\"%s\"}]}".formatted(SNOMED, code, display);
    }

    private void pack(String name, String... lines) throws IOException {
        try (var out = new GZIPOutputStream(Files.newOutputStream(data().resolve(name)))) {
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private List<JsonNode> lines(String name) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(out().resolve(name)))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<JsonNode> lines = new ArrayList<>();
            for (String line : text.split("\n")) {
                lines.add(JSON.readTree(line));
            }
            return lines;
        }
    }

    private Path data() {
        return work.resolve("data");
    }

    private Path out() {
        return work.resolve("out");
    }
}
