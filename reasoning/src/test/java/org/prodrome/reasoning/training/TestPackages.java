package org.prodrome.reasoning.training;

import java.nio.file.Path;
import java.util.List;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.model.TrustedKeys;

/** Object mother: signed packages of small networks. */
public final class TestPackages {

    private final Path root;
    private final SigningKey key;

    /** Keeps its key and packages under a temporary directory. */
    public TestPackages(Path root) {
        this.root = root;
        key = SigningKey.at(root.resolve("secret").resolve("key"));
    }

    /** A package trained for a few steps; another version has another seed, so another answer. */
    public Path trained(int version) {
        return trained(version, 10);
    }

    /** Trained for more steps, it tells patients apart. */
    public Path trained(int version, int steps) {
        Path directory = root.resolve("package-" + version);
        PackageWriter.train(
                TestConfigs.steps(steps, 100, 50).withSeed(version),
                TestSequences.data(60, 40, 3),
                order(directory, version),
                false,
                TrainingProgress.silent());
        return directory;
    }

    PackageOrder order(Path directory, int version) {
        return new PackageOrder(
                directory,
                root.resolve("run-" + version),
                new PackageNaming("test-model", String.valueOf(version)),
                "train in a test",
                key);
    }

    SigningKey key() {
        return key;
    }

    /** The keys that signed them. */
    public TrustedKeys trusted() {
        return new TrustedKeys(List.of(key.publicKey()));
    }

    /** Trains and loads. */
    public RiskModel loaded(int version) {
        return RiskModel.load(trained(version), trusted());
    }
}
