package org.prodrome.fhir.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.fhir.FhirTexts.patient;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.Measurement;
import org.prodrome.fhir.record.Value;
import org.prodrome.fhir.resources.FhirJson;

class NewestTest {

    @Test
    void ofTwoVersionsTheOneUpdatedLastCountsWhicheverCameFirst() {
        String old = version("\"lastUpdated\":\"2026-01-01T00:00:00Z\",\"versionId\":\"9\"", "1");
        String corrected = version("\"lastUpdated\":\"2026-01-02T00:00:00Z\",\"versionId\":\"2\"", "2");

        assertThat(value(old, corrected)).isEqualTo("2");
        assertThat(value(corrected, old)).isEqualTo("2");
    }

    @Test
    void withoutATimeTheHigherVersionCounts() {
        assertThat(value(version("\"versionId\":\"10\"", "ten"), version("\"versionId\":\"9\"", "nine")))
                .isEqualTo("ten");
        assertThat(value(version("\"versionId\":\"9\"", "nine"), version("\"versionId\":\"10\"", "ten")))
                .isEqualTo("ten");
    }

    @Test
    void withoutEitherTheSameOneCountsInAnyOrder() {
        String one = version("", "one");
        String other = version("", "other");

        assertThat(value(one, other)).isEqualTo(value(other, one));
    }

    private static String version(String meta, String value) {
        return TestMapping.resource(
                "Observation", "o", "\"meta\":{" + meta + "},\"status\":\"final\",\"valueString\":\"" + value + "\"");
    }

    private static String value(String first, String second) {
        var record = TestMapping.map(List.of(FhirJson.parse(patient()), FhirJson.parse(first), FhirJson.parse(second)));
        return ((Value.Text) record.events(Measurement.class)
                        .findFirst()
                        .orElseThrow()
                        .value())
                .text();
    }
}
