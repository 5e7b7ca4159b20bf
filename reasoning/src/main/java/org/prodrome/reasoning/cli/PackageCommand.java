package org.prodrome.reasoning.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.failure.ReasoningException.RefusedData;
import org.prodrome.reasoning.model.PackageChecks;
import org.prodrome.reasoning.model.PackageSeal;
import org.prodrome.reasoning.model.TrustedKeys;
import org.prodrome.reasoning.training.CardMarkdown;
import org.prodrome.reasoning.training.PackageWriter;
import org.prodrome.reasoning.training.SigningKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code package} and {@code package verify|card|adopt}. */
@Command(
        name = "package",
        mixinStandardHelpOptions = true,
        description = "Makes a copy of a model package that carries an evaluation's figures, signed anew.",
        subcommands = AdoptCommand.class)
final class PackageCommand implements Callable<Integer> {

    private static final String MODEL = "a model package";
    static final String KEY = "${sys:user.home}/.prodrome/signing.key";

    @Option(names = "--model", paramLabel = "DIR", description = MODEL)
    private @Nullable Path model;

    @Option(names = "--report", paramLabel = "FILE", description = "the report.json that evaluate made of it")
    private @Nullable Path report;

    @Option(names = "--out", paramLabel = "DIR", description = "for the new package")
    private @Nullable Path out;

    @Option(
            names = "--signing-key",
            paramLabel = "FILE",
            defaultValue = KEY,
            description = "the site's private key; default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init")
    private Path signingKey;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private TrustOption trust;

    @Override
    public Integer call() {
        if (model == null || report == null || out == null) {
            throw new IllegalArgumentException(
                    "package: expected --model, --report and --out, or verify, card or adopt");
        }
        TrustedKeys trusted = trust.ofWhatIsSignedAnew(model, signingKey);
        PackageWriter.withEvaluation(
                model.toAbsolutePath(), trusted, report, out.toAbsolutePath(), SigningKey.at(signingKey));
        return 0;
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Checks what is checked when a package is loaded, and prints each check.")
    int verify(
            @Option(names = "--model", required = true, paramLabel = "DIR", description = MODEL) Path directory,
            @Option(
                            names = "--signing-key",
                            paramLabel = "FILE",
                            defaultValue = KEY,
                            description =
                                    "the site's private key, to tell whose the package is; default: ${DEFAULT-VALUE}")
                    Path own,
            @Mixin TrustOption trusting) {
        List<PackageChecks.Check> checks = PackageChecks.run(directory, trusting.of(directory));
        checks.forEach(check ->
                System.out.printf("%s  %s: %s%n", check.passed() ? "pass" : "FAIL", check.what(), check.detail()));
        if (checks.getFirst().passed()) {
            System.out.println(whose(PackageSeal.signer(directory, trusting.of(directory)), own));
        }
        long failed = checks.stream().filter(check -> !check.passed()).count();
        System.out.printf("%d checks, %d failed%n", checks.size(), failed);
        return failed == 0 ? 0 : 1;
    }

    private static String whose(PublicKey signer, Path own) {
        String key = "key   " + TrustedKeys.fingerprint(signer) + ": ";
        return key
                + (SigningKey.publicIn(own).filter(signer::equals).isPresent()
                        ? "this site's own"
                        : "not this site's own; trusted because it lies in the directory of trusted keys. Ask whoever made the"
                                + " package for the fingerprint, by another way than the package came");
    }

    @Command(
            name = "card",
            mixinStandardHelpOptions = true,
            description = "Writes the model card of a package as Markdown.")
    int card(
            @Option(names = "--model", required = true, paramLabel = "DIR", description = MODEL) Path directory,
            @Option(names = "--out", required = true, paramLabel = "FILE", description = "such as MODEL_CARD.md")
                    Path to,
            @Mixin TrustOption trusting) {
        try {
            Files.writeString(to, CardMarkdown.of(directory, trusting.of(directory)));
        } catch (IOException e) {
            throw new RefusedData("--out: expected a file that can be written", e);
        }
        return 0;
    }
}
