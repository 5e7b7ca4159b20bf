package org.prodrome.reasoning.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.model.CudaLibraries.Plan;

class DeviceTest {

    private static final String CUDA = "org/bytedeco/cuda/linux-x86_64/";
    private static final CudaLibraries TWO =
            new CudaLibraries("a test", "2026-11-21", List.of("libcudart", "libcublas"));

    @Test
    void asksTensorFlowItselfForItsDevices() {
        assertThat(Device.devices(1)).contains("CPU");
    }

    @Test
    void saysThatNoGpuAnswersOnlyInTheGpuBuild() {
        assertThat(Device.of(true, List.of("CPU"), List.of()))
                .isEqualTo(new Device("CPU", List.of("no GPU answers: going on with the CPU")));
        assertThat(Device.of(false, List.of("CPU"), List.of())).isEqualTo(new Device("CPU", List.of()));
    }

    @Test
    void namesTheGpuAndWhatIsAmiss() {
        Device device = Device.of(true, List.of("CPU", "GPU"), List.of("libnccl.so.2 could not be loaded"));

        assertThat(device.name()).startsWith("GPU");
        assertThat(device.notes()).containsExactly("libnccl.so.2 could not be loaded");
    }

    @Test
    void takesFromTheJarWhatTensorFlowOpensInTheOrderOfLoading() {
        Plan plan = TWO.plan(List.of(
                CUDA + "libcublas.so.12",
                CUDA + "libcublasLt.so.12",
                CUDA + "libcudart.so.12",
                CUDA + "libjnicudart.so",
                "org/bytedeco/cuda/windows-x86_64/libcudart.so.12"));

        assertThat(plan).isEqualTo(new Plan(List.of(CUDA + "libcudart.so.12", CUDA + "libcublas.so.12"), List.of()));
    }

    @Test
    void namesWhatTheJarLacks() {
        assertThat(TWO.plan(List.of(CUDA + "libcudart.so.12")).missing()).containsExactly("libcublas");
    }

    @Test
    void whatALibraryNeedsIsLoadedBeforeIt() {
        List<String> order = CudaLibraries.load().libraries();

        assertThat(order).doesNotHaveDuplicates();
        assertThat(order).containsSubsequence("libnvJitLink", "libcusparse", "libcusolver");
        assertThat(order).containsSubsequence("libcublasLt", "libcublas", "libcusolver");
        assertThat(order).containsSubsequence("libcudnn_graph", "libcudnn_ops", "libcudnn_cnn", "libcudnn");
    }

    @Test
    void unpacksBesideTensorFlowAndSaysWhatCannotBeLoaded(@TempDir Path directory) throws IOException {
        Path jar = directory.resolve("cuda.jar");
        write(jar, CUDA + "libcudart.so.12", "no machine code");
        Path tensorflow = Files.createDirectory(directory.resolve("tensorflow"));
        Files.writeString(tensorflow.resolve("libcudart.so.12"), "cut off");

        List<String> amiss;
        try (URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            amiss = TWO.bringBeside(tensorflow, classes);
        }

        assertThat(tensorflow.resolve("libcudart.so.12")).hasContent("no machine code");
        assertThat(tensorflow.toFile().list()).containsExactly("libcudart.so.12");
        assertThat(amiss)
                .containsExactly(
                        "the jar with CUDA's libraries lacks libcublas", "libcudart.so.12 could not be loaded");
    }

    @Test
    void withoutAJarTheSystemsOwnLibrariesAreLeftToTensorFlow(@TempDir Path directory) throws IOException {
        try (URLClassLoader none = new URLClassLoader(new URL[0], null)) {
            assertThat(TWO.bringBeside(directory, none))
                    .singleElement()
                    .asString()
                    .contains("the system's own");
        }
        assertThat(directory).isEmptyDirectory();
    }

    private static void write(Path jar, String entry, String content) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            entries.putNextEntry(new JarEntry(entry));
            entries.write(content.getBytes(StandardCharsets.UTF_8));
            entries.closeEntry();
        }
    }
}
