package org.prodrome.reasoning.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.mapping.Ingredients;
import org.prodrome.fhir.mapping.MappingSettings;
import org.prodrome.fhir.rxnorm.RxNormRelease;
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
            bytes.writeBytes(rxnorm.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
