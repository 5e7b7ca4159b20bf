package org.prodrome.reasoning.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.prodrome.reasoning.model.ModelFiles.Manifest;

/** Everything that is checked of a package when it is loaded, one by one, for a person to read. */
public final class PackageChecks {

    private final Path directory;
    private final TrustedKeys trusted;
    private final List<Check> checks = new ArrayList<>();

    private PackageChecks(Path directory, TrustedKeys trusted) {
        this.directory = directory;
        this.trusted = trusted;
    }

    /**
     * One check.
     *
     * @param what is checked
     * @param detail what was found, or what is wrong
     */
    public record Check(String what, boolean passed, String detail) {}

    /** All checks; those that an earlier failure makes pointless are left out. */
    public static List<Check> run(Path directory, TrustedKeys trusted) {
        PackageChecks all =
                new PackageChecks(Files.exists(directory) ? ModelPackage.real(directory) : directory, trusted);
        if (all.seal()) {
            all.content();
        }
        return List.copyOf(all.checks);
    }

    private boolean seal() {
        List<Manifest> signed = new ArrayList<>();
        check("signature and format", () -> {
            Manifest manifest = PackageSeal.manifest(directory, trusted);
            signed.add(manifest);
            return manifest.name() + " " + manifest.version() + ", signed by the trusted key "
                    + TrustedKeys.fingerprint(PackageSeal.signer(directory, trusted)) + ", format "
                    + manifest.format();
        });
        signed.forEach(manifest -> check("directory", () -> {
            PackageSeal.problems(directory, manifest)
                    .forEach((name, problem) -> checks.add(
                            new Check("SHA-256 of " + name, problem.isEmpty(), problem.orElse("as signed"))));
            return "plain files only";
        }));
        return passed();
    }

    private void content() {
        check("files", () -> {
            ModelPackage files = ModelPackage.open(directory, trusted);
            return files.vocabulary().size() + " codes, " + files.outcomes().size() + " outcomes, "
                    + files.settings().horizons().size() + " horizons";
        });
        if (passed()) {
            check("network, calibration and golden patients", () -> {
                try (RiskModel model = RiskModel.load(directory, trusted)) {
                    return model.files().golden().cases().size() + " golden patients answered as signed, on "
                            + model.version().device();
                }
            });
        }
    }

    private boolean passed() {
        return checks.stream().allMatch(Check::passed);
    }

    private void check(String what, Supplier<String> check) {
        try {
            checks.add(new Check(what, true, check.get()));
        } catch (BrokenPackage broken) {
            checks.add(new Check(what, false, String.valueOf(broken.getMessage())));
        }
    }
}
