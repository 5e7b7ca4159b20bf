package org.prodrome.reasoning.model;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.prodrome.reasoning.timeline.DataFile;

/**
 * CUDA's libraries for TensorFlow's GPU build: from their jar to beside TensorFlow's own, where its run path looks.
 *
 * @param source what says which
 * @param date when it was last checked
 * @param libraries file names before {@code .so}; what needs another comes after it
 */
record CudaLibraries(String source, String date, List<String> libraries) {

    private static final String DIRECTORY = "org/bytedeco/cuda/linux-x86_64/";
    private static final String SUFFIX = ".so.";

    CudaLibraries {
        libraries = List.copyOf(libraries);
    }

    static CudaLibraries load() {
        return DataFile.read(CudaLibraries.class, "cuda-libraries.json", CudaLibraries.class);
    }

    /**
     * What to take out of a jar.
     *
     * @param entries their names in the jar, in the order of loading
     * @param missing libraries that the jar does not have
     */
    record Plan(List<String> entries, List<String> missing) {}

    /** Which of a jar's entries are wanted, in the order of loading. */
    Plan plan(Collection<String> names) {
        List<String> entries = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String library : libraries) {
            List<String> found = names.stream()
                    .filter(name -> name.startsWith(DIRECTORY + library + SUFFIX))
                    .sorted()
                    .toList();
            entries.addAll(found);
            if (found.isEmpty()) {
                missing.add(library);
            }
        }
        return new Plan(entries, missing);
    }

    /**
     * Unpacks and loads what the class path's jar of CUDA has; returns what is amiss in words, nothing when all is well.
     *
     * <p>Loaded ahead of TensorFlow too: then each is found under its name even where it doesn't say itself where those
     * lie that it needs.
     */
    List<String> bringBeside(Path tensorflow, ClassLoader classes) {
        URL first = classes.getResource(DIRECTORY + libraries.getFirst() + SUFFIX + "12");
        try {
            if (first == null || !(first.openConnection() instanceof JarURLConnection jar)) {
                return List.of("no jar with CUDA's libraries is on the class path; the system's own are used");
            }
            return bringBeside(tensorflow, jar.getJarFile());
        } catch (IOException e) {
            return List.of("CUDA's libraries could not be unpacked beside TensorFlow's: "
                    + e.getClass().getSimpleName());
        }
    }

    private List<String> bringBeside(Path tensorflow, JarFile jar) throws IOException {
        Plan plan = plan(jar.stream().map(JarEntry::getName).toList());
        List<String> amiss = new ArrayList<>();
        if (!plan.missing().isEmpty()) {
            amiss.add("the jar with CUDA's libraries lacks " + String.join(", ", plan.missing()));
        }
        for (String entry : plan.entries()) {
            Path file = unpack(jar, entry, tensorflow);
            if (!loads(file)) {
                amiss.add(file.getFileName() + " could not be loaded");
            }
        }
        return amiss;
    }

    /** Once: a file of the entry's size is left as it is. Two processes at once each write a file of their own first. */
    private static Path unpack(JarFile jar, String name, Path directory) throws IOException {
        JarEntry entry = jar.getJarEntry(name);
        Path file = directory.resolve(name.substring(DIRECTORY.length()));
        if (!Files.exists(file) || Files.size(file) != entry.getSize()) {
            Path whole = Files.createTempFile(directory, "cuda", ".part");
            try (InputStream in = jar.getInputStream(entry)) {
                Files.copy(in, whole, StandardCopyOption.REPLACE_EXISTING);
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(whole);
            }
        }
        return file;
    }

    private static boolean loads(Path file) {
        try {
            System.load(file.toAbsolutePath().toString());
            return true;
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
    }
}
