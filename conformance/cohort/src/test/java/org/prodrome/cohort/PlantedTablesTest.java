package org.prodrome.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.prodrome.cohort.planted.PlantedFiles;

final class PlantedTablesTest {
    @Test
    void standInPlantedMdAsTheFilesSayNow() throws Exception {
        assertThat(Files.readString(Path.of("PLANTED.md"))).contains(PlantedTables.markdown(PlantedFiles.builtIn(1)));
    }
}
