package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.model.RiskModel;

class FreshJvmTest {

    @TempDir
    Path directory;

    @Test
    void packageLoadedInAnotherProcessAnswersTheSameToTheBit() throws Exception {
        TestPackages packages = new TestPackages(directory);
        Path model = packages.trained(1);
        Path keys = directory.resolve("keys");
        packages.key().publish(keys, "site");
        String here;
        try (RiskModel loaded = RiskModel.load(model, packages.trusted())) {
            here = PrintRisks.bits(loaded);
        }
        assertThat(elsewhere(model, keys)).contains("risks " + here);
    }

    private static String elsewhere(Path model, Path keys) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PrintRisks.class.getName(),
                        model.toString(),
                        keys.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
