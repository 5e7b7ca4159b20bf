package org.prodrome.fhir.realinput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A folder of example resources on the test class path, in a jar or beside the tests. */
enum Collection {
    /** {@code org.hl7.fhir.testcases:fhir-test-cases}, FHIR's own test cases. */
    TEST_CASES("fhir-test-cases", "org/hl7/fhir/testcases/r4/examples"),
    /** {@code com.ibm.fhir:fhir-examples}, the examples of the R4 specification. */
    SPECIFICATION("r4-specification", "json/spec"),
    /** The same jar: every element of every type filled with random text. */
    COMPLETE("complete-mock", "json/ibm/complete-mock"),
    /** The same jar: every element absent with a reason. */
    ABSENT("complete-absent", "json/ibm/complete-absent"),
    /** The same jar: only what must be there. */
    MINIMAL("minimal", "json/ibm/minimal"),
    /** Ours: one resource per US Core profile of patient data, with the elements it must support. */
    US_CORE("us-core", "org/prodrome/fhir/realinput/us-core");

    private static final Pattern DEFINITION = Pattern.compile(
            "(valueset|codesystem|v2|v3|extension|operation|sc|cm)-.*|.*(profile|profiles|-elements|dataelements|definition).*");
    /** Larger files are lists of definitions too. */
    private static final long LARGEST = 1_000_000;

    private final String title;
    private final String folder;

    Collection(String title, String folder) {
        this.title = title;
        this.folder = folder;
    }

    String title() {
        return title;
    }

    /** Made by a program: no ids, and references that lead nowhere. */
    boolean isGenerated() {
        return switch (this) {
            case COMPLETE, ABSENT, MINIMAL -> true;
            case TEST_CASES, SPECIFICATION, US_CORE -> false;
        };
    }

    /** One file, {@code name} without its folder. */
    record Example(String name, String text) {
        boolean isXml() {
            return name.endsWith(".xml");
        }
    }

    /** Gives every JSON and XML file but definitions (of value sets, profiles and the like), in the order of their names. */
    void forEach(Consumer<Example> reader) {
        try {
            URI uri = Objects.requireNonNull(Collection.class.getClassLoader().getResource(folder), folder)
                    .toURI();
            if (!uri.getScheme().equals("jar")) {
                read(Path.of(uri), reader);
                return;
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                read(jar.getPath(folder), reader);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(folder, e);
        }
    }

    private static void read(Path root, Consumer<Example> reader) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(Collection::isExample).sorted().toList();
        }
        for (Path file : files) {
            if (Files.size(file) <= LARGEST) {
                reader.accept(new Example(root.relativize(file).toString(), Files.readString(file)));
            }
        }
    }

    private static boolean isExample(Path file) {
        String name = file.getFileName().toString();
        return (name.endsWith(".json") || name.endsWith(".xml"))
                && !DEFINITION.matcher(name).matches();
    }
}
