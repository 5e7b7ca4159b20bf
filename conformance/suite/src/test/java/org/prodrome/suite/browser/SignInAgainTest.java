package org.prodrome.suite.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.suite.process.Repository;

/** Who decides proves who they are shortly before, and is led back to what is to be decided. */
class SignInAgainTest {
    private static final String INES = "staff-1001";
    private static final String ARNO = "staff-1002";
    private static final String RULE = "pde5-nitrate";

    @TempDir
    static Path folder;

    @RegisterExtension
    static final DemoJourney demo = new DemoJourney(() -> folder, "--prodrome.workbench.fresh=15s");

    @Test
    void whoseSignInIsTooOldSignsInAgainFromTheRulesPageAndDecidesThere() {
        RulesPage ines = new RulesPage(demo.browser(), demo.app());
        ines.signInAs(INES);
        ines.isListed();
        ines.open(RULE);
        ines.severity("Warning");
        ines.propose("Cardiology reviews each of them by hand");
        assertThat(ines.maySee("sign-in-again")).isFalse(); // a proposal needs none, however old

        try (Browser browser = Browser.open(Repository.root().resolve("conformance/suite/target/pictures"))) {
            RulesPage arno = new RulesPage(browser, demo.app());
            arno.signInAs(ARNO);
            arno.isListed();
            arno.becomesStale(RULE);
            assertThat(arno.maySee("release")).isFalse();
            assertThat(arno.proposal()).contains("Sign in again to decide on it");
            browser.keep("sign-in-again-1280");
            arno.narrow();
            assertThat(arno.tooWideBy()).isLessThanOrEqualTo(0);
            browser.keep("sign-in-again-420");
            arno.wide();

            arno.followSignInAgain(ARNO);
            assertThat(arno.address()).endsWith("/workbench/rules/" + RULE);
            arno.release();
            arno.inForce("severity set here");
        }
    }
}
