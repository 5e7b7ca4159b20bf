package org.prodrome.suite.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.suite.process.Repository;
import org.prodrome.suite.process.TwoProcesses;

/** A rule that was on for everybody comes with another content, which nobody has released. */
class NarrowerTest {
    private static final String INES = "staff-1001";
    private static final String ARNO = "staff-1002";
    private static final String RULE = "pde5-nitrate";

    @TempDir
    Path folder;

    @Test
    void isNamedOnTheRulesPageWithWhatItWasUntilSomebodyReleasesIt() throws IOException {
        TwoProcesses.Options demo = TwoProcesses.Options.demo(folder);
        try (TwoProcesses both = TwoProcesses.start(demo)) {
            turnOn(both);
        }
        Path site = withAnotherContent();

        try (TwoProcesses both = TwoProcesses.start(demo.withAppArguments("--prodrome.site-rules=" + site))) {
            try (Browser browser = browser()) {
                RulesPage ines = new RulesPage(browser, both.app().address());
                ines.signInAs(INES);
                ines.isListed();
                assertThat(ines.narrower())
                        .containsIgnoringCase("shown to fewer people since they changed")
                        .contains("nobody here has released", ": was On");
                browser.keep("narrower-1280");
                ines.narrow();
                assertThat(ines.tooWideBy()).isLessThanOrEqualTo(0);
                browser.keep("narrower-420");
                ines.wide();
            }
            turnOn(both);
            try (Browser browser = browser()) {
                RulesPage ines = new RulesPage(browser, both.app().address());
                ines.signInAs(INES);
                ines.isListed();
                assertThat(ines.maySee("narrower")).isFalse();
            }
        }
    }

    /** By two people. */
    private static void turnOn(TwoProcesses both) {
        try (Browser browser = browser()) {
            RulesPage ines = new RulesPage(browser, both.app().address());
            ines.signInAs(INES);
            ines.isListed();
            ines.open(RULE);
            ines.state("On");
            ines.propose("The pharmacy committee has read it");
            assertThat(ines.proposal()).contains("On");
        }
        try (Browser browser = browser()) {
            RulesPage arno = new RulesPage(browser, both.app().address());
            arno.signInAs(ARNO);
            arno.isListed();
            arno.open(RULE);
            arno.release();
            arno.inForce("On");
        }
    }

    /** A site's own value set in the place of the pack's: every rule that reads it is another one then. */
    private Path withAnotherContent() throws IOException {
        Path site = Files.createDirectories(folder.resolve("site"));
        Files.writeString(site.resolve("pack.json"), """
                {"name": "site", "version": "1", "rules": [], "shared": []}
                """);
        String shipped = Files.readString(Repository.root().resolve("reasoning/rules/valuesets/nitrates.json"));
        Files.writeString(
                Files.createDirectories(site.resolve("valuesets")).resolve("nitrates.json"),
                shipped.replace("\"Organic nitrates\"", "\"Organic nitrates, as the site's pharmacy has them\""));
        return site;
    }

    private static Browser browser() {
        return Browser.open(Repository.root().resolve("conformance/suite/target/pictures"));
    }
}
