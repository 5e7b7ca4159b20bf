package org.prodrome.fhir.deidentify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.bulk.ExportFiles;

/** What HIPAA Safe Harbor takes away is nowhere in the output, whatever element it stood in. */
class SafeHarborTest {
    private static final LocalDate TODAY = LocalDate.of(2010, 11, 1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path work;

    @BeforeEach
    void folder() throws IOException {
        Files.createDirectories(work.resolve("in"));
    }

    private void write(String file, String... lines) throws IOException {
        Files.writeString(work.resolve("in").resolve(file), String.join("\n", lines) + "\n");
    }

    private DeidentificationReport run() {
        return Deidentification.run(
                work.resolve("in"), work.resolve("out"), Options.safeHarbor(TODAY), ProgressListener.NONE);
    }

    /** All bytes of all files, names included, unpacked. */
    private String output() throws IOException {
        var all = new StringBuilder();
        try (var files = Files.list(work.resolve("out"))) {
            for (Path file : files.toList()) {
                all.append(file.getFileName()).append('\n');
                try (var in = ExportFiles.open(file)) {
                    all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return all.toString();
    }

    @Test
    void nothingTellingSurvivesInAnyElementOfAnyResourceType() throws IOException {
        int types = 0;
        for (String type : FilledResources.types()) {
            if (type.equals("Consent")) {
                continue; // never copied, and one that nobody can decide on keeps its patient out
            }
            ObjectNode resource = FilledResources.of(type);
            assertThat(resource.toString()).contains("Ada", FilledResources.PATIENT);
            write(type + ".ndjson", resource.toString());
            types++;
        }

        DeidentificationReport report = run();

        assertThat(types).isGreaterThan(140);
        assertThat(report.brokenLines()).isZero();
        assertThat(report.orphans()).isZero();
        assertThat(report.resources().values().stream().mapToLong(n -> n).sum() + report.notCopied())
                .isEqualTo(types);
        assertThat(telling(output())).isEmpty();
    }

    /** Each telling word that is left, with where it stands. */
    private static Map<String, String> telling(String output) {
        var left = new TreeMap<String, String>();
        for (String telling : FilledResources.TELLING) {
            int at = output.indexOf(telling);
            if (at >= 0) {
                left.put(telling, output.substring(Math.max(0, at - 120), at + telling.length()));
            }
        }
        return left;
    }

    @Test
    void keepsWhatAModelLearnsFrom() throws IOException {
        write("Patient.ndjson", PERSON);
        write("Observation.ndjson", """
                {"resourceType":"Observation","id":"o","status":"final","subject":{"reference":"Patient/p"},\
                "code":{"coding":[{"system":"http://loinc.org","code":"4548-4","display":"Ada's HbA1c"}],"text":"Ada"},\
                "effectiveDateTime":"2009-01-01","valueQuantity":{"value":7.50,"comparator":"<","unit":"%",\
                "system":"http://unitsofmeasure.org","code":"%"},"referenceRange":[{"high":{"value":6,"unit":"% (Ada)"}}]}""");
        run();

        assertThat(output())
                .contains("\"4548-4\"", "7.50", "\"<\"", "\"unit\":\"%\"", "\"code\":\"%\"", "\"female\"")
                .contains("2106-3", "\"White\"", "us-core-race", "us-core-birthsex\",\"valueCode\":\"F\"")
                .doesNotContain("Ada");
    }

    @Test
    void agesPastTheLimitArePooledWhoseverAndInWhateverUnitTheyAre() throws IOException {
        write("Patient.ndjson", PERSON);
        write("FamilyMemberHistory.ndjson", """
                {"resourceType":"FamilyMemberHistory","id":"f","status":"completed","patient":{"reference":"Patient/p"},\
                "relationship":{"coding":[{"code":"MTH"}]},"bornDate":"1899-01-01","deceasedAge":{"value":97,"code":"a"},\
                "condition":[{"code":{"coding":[{"code":"x"}]},"onsetRange":{"low":{"value":1140,"unit":"months"},\
                "high":{"value":88,"unit":"years"}}}]}""");
        write("Observation.ndjson", """
                {"resourceType":"Observation","id":"o","status":"final","subject":{"reference":"Patient/p"},\
                "code":{"coding":[{"system":"http://loinc.org","code":"30525-0"}]},\
                "valueQuantity":{"value":103,"unit":"a","code":"a"}}""");

        assertThat(run().agesPooled()).isEqualTo(3);
        assertThat(output())
                .contains(
                        "\"value\":90,\"code\":\"a\"", "\"value\":1080", "\"value\":88", "\"value\":90,\"unit\":\"a\"")
                .doesNotContain("\"value\":97", "\"value\":103", "\"value\":1140", "1899");
    }

    @Test
    void saysWhatRemainsAndWhatWasDroppedByElement() throws IOException {
        write("Patient.ndjson", PERSON);

        var elements = new TreeMap<String, String>();
        run().elements().forEach(one -> elements.put(one.path(), one.kept() + "/" + one.dropped()));

        assertThat(elements)
                .containsEntry("Patient.gender", "1/0")
                .containsEntry("Patient.birthDate", "1/0")
                .containsEntry("Patient.name.family", "0/1")
                .containsEntry("Patient.address.postalCode", "1/0")
                .containsEntry("Patient.address.city", "0/1")
                .containsEntry("Patient.(unknown)", "0/1");
    }

    @Test
    void countsHowIdentifyingEachQuasiIdentifierIs() throws IOException {
        write(
                "Patient.ndjson",
                PERSON,
                PERSON.replace("\"p\"", "\"q\""),
                PERSON.replace("\"p\"", "\"r\"").replace("fem", ""));

        var anonymity = run().anonymity();

        assertThat(anonymity.k()).isOne();
        assertThat(anonymity.unique()).isOne();
        assertThat(anonymity.inClassesBelow11()).isEqualTo(3);
        assertThat(anonymity.singles())
                .contains(new DeidentificationReport.Single("sex", 1))
                .contains(new DeidentificationReport.Single("ethnicity", 0));
    }

    @Test
    void aFileNameThatSaysMoreThanATypeIsReplaced() throws IOException {
        write("Patient.ndjson", PERSON);
        write("Condition.ward-Nowhere.ndjson", "{\"resourceType\":\"Condition\",\"id\":\"c\"}");
        run();

        assertThat(work.resolve("out/Condition.copy-0001.ndjson")).exists();
        assertThat(output()).contains("Patient.ndjson");
    }

    @Test
    void leavesOutWhoseAgeNobodyKnows() throws IOException {
        write("Patient.ndjson", PERSON);
        String condition = "{\"resourceType\":\"Condition\",\"id\":\"c\",\"subject\":{\"reference\":\"Patient/%s\"}}";
        write("Condition.ndjson", condition.formatted("p"), condition.formatted("nobody"));

        var report = run();

        assertThat(report.orphans()).isOne();
        assertThat(report.resources()).containsEntry("Patient", 1L).containsEntry("Condition", 1L);
    }

    private static final String PERSON = """
            {"resourceType":"Patient","id":"p","gender":"female","birthDate":"1950-05-06","nickname":"Ada",\
            "name":[{"family":"Invented"}],"address":[{"city":"Nowhere","state":"MA","postalCode":"02139"}],\
            "extension":[{"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-race","extension":[\
            {"url":"ombCategory","valueCoding":{"system":"urn:oid:2.16.840.1.113883.6.238","code":"2106-3",\
            "display":"White"}},{"url":"text","valueString":"Ada says white"}]},\
            {"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex","valueCode":"F"}]}""";
}
