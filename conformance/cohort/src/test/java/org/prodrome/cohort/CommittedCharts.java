package org.prodrome.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A directory of the sandbox's committed patients: a manifest and a chart each.
 *
 * @param directory with {@code manifest.json}
 */
record CommittedCharts(Path directory) {

    /** By its name among the sandbox's resources. */
    static CommittedCharts of(String name) {
        return new CommittedCharts(Path.of("../sandbox/src/main/resources").resolve(name));
    }

    SandboxPatients.Manifest manifest() throws IOException {
        return Json.read(directory.resolve("manifest.json"), SandboxPatients.Manifest.class);
    }

    Stream<SandboxPatients.Entry> patients() throws IOException {
        return manifest().patients().stream();
    }

    List<JsonNode> chart(SandboxPatients.Entry patient) throws IOException {
        List<JsonNode> chart = new ArrayList<>();
        for (String line : NdjsonFile.read(directory.resolve(patient.file()))) {
            chart.add(Json.MAPPER.readTree(line));
        }
        return chart;
    }

    long bytes() throws IOException {
        long bytes = 0;
        for (SandboxPatients.Entry patient : manifest().patients()) {
            bytes += Files.size(directory.resolve(patient.file()));
        }
        return bytes;
    }

    void haveTheBytesOfTheManifest(SandboxPatients.Entry patient) throws IOException {
        assertThat(Sha256.hexOf(directory.resolve(patient.file()))).isEqualTo(patient.sha256());
    }

    void nameOnlyResourcesOfTheirOwnFile(SandboxPatients.Entry patient) throws IOException {
        Set<String> present = new HashSet<>();
        Set<String> referenced = new HashSet<>();
        for (JsonNode resource : chart(patient)) {
            present.add(resource.path("resourceType").asText() + "/"
                    + resource.path("id").asText());
            referenced.addAll(resource.findValuesAsText("reference"));
        }
        assertThat(present)
                .hasSize(patient.resources())
                .contains("Patient/" + patient.patientId())
                .containsAll(referenced);
    }
}
