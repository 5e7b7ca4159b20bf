package org.prodrome.reasoning.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules on a record that was mapped first, as in the app: the mapping leaves empty elements where it asked for absent ones. */
class MappedRecordTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    @TempDir
    private Path folder;

    private String lastLine(String hba1c) throws IOException {
        Path patient = folder.resolve("patient.json");
        Files.writeString(patient, """
                {"resourceType":"Bundle","type":"collection","entry":[
                 {"resource":{"resourceType":"Patient","id":"p1","gender":"female","birthDate":"1970-04-02"}},
                 {"resource":{"resourceType":"Observation","id":"b1","status":"final","subject":{"reference":"Patient/p1"},
                  "code":{"coding":[{"system":"http://loinc.org","code":"39156-5"}]},"effectiveDateTime":"2026-09-20",
                  "valueQuantity":{"value":28,"unit":"kg/m2"}}},
                 {"resource":{"resourceType":"Observation","id":"h1","status":"final","subject":{"reference":"Patient/p1"},
                  "code":{"coding":[{"system":"http://loinc.org","code":"4548-4"}]},"effectiveDateTime":"2026-09-20",%s}}]}
                """.formatted(hba1c));
        return RuleTrial.explain(TestPacks.shipped(), "diabetes-screening", patient, null, DAY)
                .lines()
                .getLast();
    }

    @Test
    void aResultIsOne() throws IOException {
        assertThat(lastLine("\"valueQuantity\":{\"value\":5.6,\"unit\":\"%\"}")).isEqualTo("passes: nothing to say");
    }

    @Test
    void aReasonWhyThereIsNoneIsNone() throws IOException {
        assertThat(lastLine("\"dataAbsentReason\":{\"text\":\"clotted\"}"))
                .isEqualTo("fires: Test for prediabetes and diabetes (BMI 28): none is on record");
    }
}
