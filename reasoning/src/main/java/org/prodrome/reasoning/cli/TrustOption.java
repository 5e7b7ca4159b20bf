package org.prodrome.reasoning.cli;

import java.nio.file.Path;
import java.security.PublicKey;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.model.PackageSeal;
import org.prodrome.reasoning.model.TrustedKeys;
import org.prodrome.reasoning.training.SigningKey;
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

    /** The same, and the key that signed the package is printed. */
    TrustedKeys toldOf(Path model) {
        TrustedKeys keys = of(model);
        print(PackageSeal.signer(model, keys), "");
        return keys;
    }

    /**
     * Of a package whose successor this site signs: where somebody else signed it, the keys must be given, for those that came with it
     * vouch for nothing.
     *
     * @param own file of the site's key; none is made
     */
    TrustedKeys ofWhatIsSignedAnew(Path model, Path own) {
        TrustedKeys keys = of(model);
        PublicKey signer = PackageSeal.signer(model, keys);
        boolean ours = SigningKey.publicIn(own).filter(signer::equals).isPresent();
        if (!ours && directory == null) {
            throw new IllegalArgumentException("--trusted-keys: expected a directory of keys that you compared by their"
                    + " fingerprint, as this package was signed by " + TrustedKeys.fingerprint(signer)
                    + ", not by this site's own key, and what is made of it is signed by that; keys that came beside a"
                    + " package vouch for nothing");
        }
        print(signer, ours ? ": this site's own" : ": not this site's own, trusted by --trusted-keys");
        return keys;
    }

    private static void print(PublicKey signer, String whose) {
        System.out.println("Signed by the key " + TrustedKeys.fingerprint(signer) + whose);
    }
}
