package org.prodrome.reasoning.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.model.TrustedKeys;
import picocli.CommandLine.Option;

/** Whose packages are loaded, as an option of a command. */
final class TrustOption {
    @Option(
            names = "--trusted-keys",
            paramLabel = "DIR",
            description = "public keys of the packages to load; default: trusted-keys beside the package")
    private @Nullable Path directory;

    TrustedKeys of(Path model) {
        return TrustedKeys.in(
                directory == null ? model.toAbsolutePath().resolveSibling(TrustedKeys.BESIDE) : directory);
    }
}
