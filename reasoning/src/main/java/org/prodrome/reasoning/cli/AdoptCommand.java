package org.prodrome.reasoning.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.prodrome.reasoning.training.Adoption;
import org.prodrome.reasoning.training.SigningKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code package adopt}. */
@Command(
        name = "adopt",
        mixinStandardHelpOptions = true,
        description = "Checks a SavedModel that another program exported and makes a signed package of it.")
final class AdoptCommand implements Callable<Integer> {

    @Option(
            names = "--saved-model",
            required = true,
            paramLabel = "DIR",
            description = "with saved_model.pb; inputs and outputs as in reasoning/OWN-DATA.md")
    @SuppressWarnings("NullAway.Init")
    private Path savedModel;

    @Option(
            names = "--manifest",
            required = true,
            paramLabel = "FILE",
            description = "what its developer declares of it, in JSON")
    @SuppressWarnings("NullAway.Init")
    private Path manifest;

    @Option(
            names = "--vocabulary",
            required = true,
            paramLabel = "FILE",
            description = "vocabulary.json it was trained with")
    @SuppressWarnings("NullAway.Init")
    private Path vocabulary;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "for the package")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(
            names = "--signing-key",
            paramLabel = "FILE",
            defaultValue = PackageCommand.KEY,
            description = "the site's private key, made when missing; default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init")
    private Path signingKey;

    @Override
    public Integer call() {
        Path directory = out.toAbsolutePath().normalize();
        SigningKey key = SigningKey.at(signingKey);
        Adoption.Adopted adopted =
                Adoption.adopt(new Adoption.Source(savedModel, manifest, vocabulary), directory, key);
        adopted.checks().forEach(check -> System.out.println("pass  " + check));
        System.out.println(
                "Not calibrated: it declines every outcome until 'recalibrate' has fitted it to data of the site.");
        return 0;
    }
}
