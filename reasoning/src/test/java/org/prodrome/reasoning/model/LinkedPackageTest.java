package org.prodrome.reasoning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.prodrome.reasoning.training.TestPackages;

/** A site switches versions by a link to a package; a link inside of a package is something nobody signed. */
class LinkedPackageTest {

    @TempDir
    static Path root;

    private static TestPackages packages;
    private static Path original;

    @TempDir
    Path directory;

    @BeforeAll
    static void train() {
        packages = new TestPackages(root);
        original = packages.trained(1);
    }

    @Test
    void loadsAPackageThroughALinkAndKeepsToWhereItLedThen() throws IOException {
        Path current = Files.createSymbolicLink(directory.resolve("current"), original);
        ModelPackage files = ModelPackage.open(current, packages.trusted());
        Files.delete(current);
        Files.createSymbolicLink(current, directory);
        assertThat(files.directory()).isEqualTo(original.toRealPath());
    }

    @Test
    void answersThroughALinkAndPassesEveryCheck() throws IOException {
        Path current = Files.createSymbolicLink(directory.resolve("current"), original);
        RiskModel.load(current, packages.trusted()).close();
        assertThat(PackageChecks.run(current, packages.trusted())).allMatch(PackageChecks.Check::passed);
    }

    @Test
    void refusesALinkedDirectoryInsideOfAPackageByName() throws IOException {
        Path model = Files.createDirectory(directory.resolve("model"));
        for (String name : new String[] {ModelFiles.MANIFEST, ModelFiles.SIGNATURE}) {
            Files.copy(original.resolve(name), model.resolve(name));
        }
        Files.createSymbolicLink(model.resolve(ModelFiles.SAVED_MODEL), original.resolve(ModelFiles.SAVED_MODEL));
        assertThatThrownBy(() -> ModelPackage.open(model, packages.trusted()))
                .isInstanceOf(BrokenPackage.class)
                .hasMessage("saved_model: expected a plain file");
    }

    @Test
    void namesALinkThatLeadsNowhere() throws IOException {
        Path current = Files.createSymbolicLink(directory.resolve("current"), directory.resolve("none"));
        assertThatThrownBy(() -> ModelPackage.open(current, packages.trusted()))
                .isInstanceOf(BrokenPackage.class)
                .hasMessage("package: expected a directory that can be read");
    }
}
