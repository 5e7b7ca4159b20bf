package org.prodrome.reasoning.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.failure.ReasoningException.BrokenDataFile;

class DataFileTest {

    @Test
    void otherFilesAndAnotherOrderAreAnotherVersion() {
        assertThat(Set.of(
                        version("units.json"),
                        version("concepts.json"),
                        version("units.json", "concepts.json"),
                        version("concepts.json", "units.json")))
                .hasSize(4)
                .allMatch(version -> version.matches("[0-9a-f]{64}"));
        assertThat(version("units.json")).isEqualTo(version("units.json"));
    }

    @Test
    void missingFileIsNamed() {
        assertThatThrownBy(() -> version("none.json"))
                .isInstanceOf(BrokenDataFile.class)
                .hasMessageContaining("none.json");
    }

    private static String version(String... names) {
        return DataFile.version(DataFile.class, names);
    }
}
