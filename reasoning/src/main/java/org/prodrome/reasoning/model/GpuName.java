package org.prodrome.reasoning.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the driver calls the GPU that TensorFlow uses. */
final class GpuName {

    private static final Path DRIVER = Path.of("/proc/driver/nvidia/gpus");
    private static final String KEY = "Model:";

    private GpuName() {}

    /** {@code GPU: name}, or {@code GPU} where the driver doesn't say. */
    static String words() {
        try (Stream<Path> gpus = Files.list(DRIVER)) {
            return gpus.flatMap(gpu -> lines(gpu.resolve("information")).stream())
                    .filter(line -> line.startsWith(KEY))
                    .map(line -> "GPU: " + line.substring(KEY.length()).strip())
                    .findFirst()
                    .orElse("GPU");
        } catch (IOException e) {
            return "GPU";
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
