package org.prodrome.sandbox.fhir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Where patient files are: inside the jar, in a folder, or nowhere until they are asked for. */
sealed interface DataSet permits DataSet.InJar, DataSet.Folder, GeneratedCharts {

    Optional<InputStream> open(String file) throws IOException;

    /** Under this folder on the class path. */
    record InJar(String folder) implements DataSet {
        @Override
        public Optional<InputStream> open(String file) {
            return Optional.ofNullable(DataSet.class.getResourceAsStream("/" + folder + "/" + file));
        }
    }

    record Folder(Path path) implements DataSet {
        @Override
        public Optional<InputStream> open(String file) throws IOException {
            try {
                return Optional.of(Files.newInputStream(path.resolve(file)));
            } catch (NoSuchFileException _) {
                return Optional.empty();
            }
        }
    }
}
