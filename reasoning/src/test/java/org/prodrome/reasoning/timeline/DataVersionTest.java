package org.prodrome.reasoning.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DataVersionTest {

    private static String of(String changed, String text) {
        return DataVersion.hash(
                DataVersion.FILES, file -> (file.endsWith(changed) ? text : "same").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void isTheSameForTheSameFilesAndAnotherWhenOneByteOfOneIsOther() {
        assertThat(DataVersion.hash()).isEqualTo(DataVersion.hash()).matches("[0-9a-f]{16}");
        assertThat(DataVersion.FILES)
                .allSatisfy(file -> assertThat(of(file, "samf")).isNotEqualTo(of(file, "same")));
    }

    @Test
    void knowsEveryDataFileOfTheStagesBeforeTheModel() throws IOException {
        for (String directory : List.of(
                "../fhir-adapter/src/main/resources/org/prodrome/fhir/document",
                "../fhir-adapter/src/main/resources/org/prodrome/fhir/mapping",
                "src/main/resources/org/prodrome/reasoning/note",
                "src/main/resources/org/prodrome/reasoning/timeline",
                "src/main/resources/org/prodrome/reasoning/token")) {
            try (Stream<Path> files = Files.list(Path.of(directory))) {
                assertThat(files.map(DataVersionTest::onClassPath)).isNotEmpty().isSubsetOf(DataVersion.FILES);
            }
        }
    }

    private static String onClassPath(Path file) {
        String path = file.toString().replace('\\', '/');
        return path.substring(path.indexOf("/org/"));
    }
}
