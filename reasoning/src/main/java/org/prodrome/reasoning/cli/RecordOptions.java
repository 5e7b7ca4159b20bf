package org.prodrome.reasoning.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.mapping.Ingredients;
import org.prodrome.fhir.mapping.MappingSettings;
import org.prodrome.fhir.rxnorm.RxNormRelease;
import org.prodrome.reasoning.failure.ReasoningException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How records of an export are read, as options of a command. */
final class RecordOptions {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OptOutOptions optOut;

    @Option(
            names = "--rxnorm",
            paramLabel = "DIR",
            description = "an RxNorm release (RRF, directory or zip), for the ingredients of medications")
    private @Nullable Path rxnorm;

    MappingSettings training() {
        return new MappingSettings(
                optOut.training(),
                rxnorm == null ? Ingredients.shipped() : Ingredients.with(RxNormRelease.read(rxnorm)));
    }

    /** Changes with what is chosen, so that nothing made with other options is used again. */
    byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(optOut.bytes());
        if (rxnorm != null) {
            bytes.writeBytes(files(rxnorm).getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** Where they lie, how long they are and when they were written: a release may be replaced in its place. */
    private static String files(Path release) {
        StringBuilder text =
                new StringBuilder(release.toAbsolutePath().normalize().toString());
        try (Stream<Path> files = Files.walk(release)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                text.append('\n')
                        .append(file.getFileName())
                        .append(' ')
                        .append(Files.size(file))
                        .append(' ')
                        .append(Files.getLastModifiedTime(file));
            }
        } catch (IOException e) {
            throw new ReasoningException.RefusedData("--rxnorm: expected files that can be read", e);
        }
        return text.toString();
    }
}
