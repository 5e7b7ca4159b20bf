package org.prodrome.suite.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.suite.process.Repository;
import org.prodrome.suite.process.SelfSigned;
import org.prodrome.suite.process.TwoProcesses;

/**
 * The app in the frame of an EHR on another host, both over TLS, in a browser that blocks third-party cookies. It lives on
 * partitioned cookies (CHIPS) there, which the second half of each check shows by leaving them out.
 */
@ExtendWith(KeepsPictureOnFailure.class)
class ThirdPartyCookiesTest {
    private static final String PATIENT = "0163bdeb-0a1c-67cf-0b2a-71feee963671";

    @TempDir
    Path folder;

    private SelfSigned certificate;
    private Browser browser;

    @BeforeEach
    void openBrowser() {
        certificate = SelfSigned.in(folder);
        browser = Browser.blockingThirdPartyCookies(Repository.root().resolve("conformance/suite/target/pictures"));
        KeepsPictureOnFailure.watch(browser);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void theBrowserDoesBlockThemAndKeepsPartitionedOnes() throws IOException {
        try (CookieProbe probe = new CookieProbe(certificate)) {
            browser.go(probe.page());
            browser.frame("iframe");

            assertThat(browser.reads("#seen", "cookies:")).isEqualTo("cookies: partitioned=1");
        }
    }

    @Test
    void theChartOpensAndWorksInTheFrame() {
        try (TwoProcesses both =
                TwoProcesses.start(TwoProcesses.Options.demo(folder).withTls(certificate))) {
            ProdromeChart chart = open(both);
            chart.isLoaded();

            assertThat(chart.patientName()).isNotBlank();
            assertThat(chart.openFirstSource()).contains("/");
            browser.keep("third-party-cookies-blocked");
        }
    }

    @Test
    void withoutPartitionedCookiesItWouldNot() {
        var options = TwoProcesses.Options.demo(folder)
                .withTls(certificate)
                .withAppArguments("--server.servlet.session.cookie.partitioned=false");
        try (TwoProcesses both = TwoProcesses.start(options)) {
            open(both);

            assertThat(browser.reads(".v-system-error", "ookies")).contains("requires cookies");
        }
    }

    private ProdromeChart open(TwoProcesses both) {
        Ehr ehr = new Ehr(browser, both.sandbox().address().toString());
        ehr.openChart(PATIENT);
        ehr.openProdrome();
        return new ProdromeChart(browser);
    }
}
