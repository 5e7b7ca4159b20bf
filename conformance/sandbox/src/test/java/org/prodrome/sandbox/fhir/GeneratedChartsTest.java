package org.prodrome.sandbox.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

class GeneratedChartsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @Test
    void areTheSameEachTime() throws IOException {
        assertThat(bytes(500)).isEqualTo(bytes(500));
        assertThat(bytes(500)).isNotEqualTo(bytes(501));
    }

    @Test
    void haveAsManyResourcesAsWereAskedForAndNineInTenAreObservations() {
        ClinicalStore store = store(3_000);
        int all = store.types().stream()
                .mapToInt(type -> store.chart("generated-3000", type).size())
                .sum();
        assertThat(all).isEqualTo(3_000);
        assertThat(store.chart("generated-3000", "Observation").size()).isBetween(2_690, 2_700);
        assertThat(store.chart("generated-3000", "Encounter")).isNotEmpty();
    }

    @Test
    void appearInThePatientListAfterAllOthers() {
        assertThat(store(10).patients().getLast().id()).isEqualTo("generated-10");
    }

    @Test
    void passByTheSameAsTheyAreRead() {
        ClinicalStore store = store(200);
        List<String> passing;
        try (Stream<Resource> chart = store.passing("generated-200", store.types())) {
            passing = chart.map(resource -> resource.getId()).sorted().toList();
        }
        List<String> read = store.types().stream()
                .flatMap(type -> store.chart("generated-200", type).stream())
                .map(resource -> resource.getId())
                .sorted()
                .toList();
        assertThat(passing).isEqualTo(read).hasSize(200);
    }

    private static ClinicalStore store(int size) {
        return new ClinicalStore(PatientFiles.inJar(List.of(size), TODAY), Clock.systemUTC());
    }

    private static byte[] bytes(int size) throws IOException {
        try (InputStream in = new GeneratedCharts(List.of(size))
                .open("generated-" + size + ".ndjson")
                .orElseThrow()) {
            return in.readAllBytes();
        }
    }
}
