package org.prodrome.suite.spec.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prodrome.sandbox.Sandbox;
import org.prodrome.sandbox.SandboxSettings;
import org.prodrome.sandbox.fault.SmartDefect;
import org.prodrome.suite.process.RunningProcess;
import org.prodrome.suite.process.TwoProcesses;
import org.prodrome.suite.spec.smart.app.PlainBrowser;

/** Who gets in to the rules page, and what of the provider's answers is not believed. */
class SignInTest {
    private static final String HOST = "127.0.0.1";
    private static final String SIGNED_IN = "__Host-prodrome-workbench";
    private static final String SESSION = "__Host-prodrome";
    private static final String INES = "staff-1001";
    private static final String CLEO = "staff-1004";

    @TempDir
    static Path folder;

    private static Sandbox sandbox;
    private static RunningProcess app;

    @BeforeAll
    static void open() throws IOException {
        int port = RunningProcess.freePort();
        String origin = "http://" + HOST + ":" + port;
        sandbox = Sandbox.start(SandboxSettings.onFreePort().withAppAt(origin));
        Path config = Files.writeString(folder.resolve("workbench.yml"), """
                prodrome:
                  base-url: %s
                  workbench:
                    issuer: %s/workforce
                    client-id: prodrome-workbench
                    loopback-http: true
                    scopes: [openid, profile, groups]
                    informaticists: [rules-authors]
                    approvers: [rules-approvers]
                """.formatted(origin, sandbox.origin()));
        app = TwoProcesses.appAlone(folder, config, port);
    }

    @AfterAll
    static void close() {
        app.close();
        sandbox.close();
    }

    @AfterEach
    void mend() {
        sandbox.faults().clear();
    }

    @Test
    void anInformaticistGetsInUnderACookieOfTheRulesPageAlone() {
        try (PlainBrowser browser = new PlainBrowser()) {
            HttpResponse<String> callback = browser.get(callback(browser, INES));

            assertThat(PlainBrowser.location(callback)).get().hasToString(page().toString());
            assertThat(callback.headers().allValues("Set-Cookie"))
                    .anySatisfy(cookie -> assertThat(cookie)
                            .startsWith(SIGNED_IN + "=")
                            .contains("SameSite=Lax", "Secure", "HttpOnly", "Path=/"));
            HttpResponse<String> rules = browser.get(page());
            assertThat(rules.statusCode()).isEqualTo(200);
            assertThat(rules.headers().firstValue("Content-Security-Policy"))
                    .get()
                    .asString()
                    .endsWith("frame-ancestors 'none'");
        }
    }

    @Test
    void signingInMakesTheSessionAnother() {
        try (PlainBrowser browser = new PlainBrowser()) {
            URI callback = callback(browser, INES);
            String before = browser.cookies(HOST).get(SESSION);
            browser.get(callback);
            String first = browser.cookies(HOST).get(SIGNED_IN);
            browser.get(callback(browser, INES));

            assertThat(browser.cookies(HOST).get(SESSION)).isNotEqualTo(before);
            assertThat(browser.cookies(HOST).get(SIGNED_IN)).isNotEqualTo(first);
            assertThat(asksWhoItIs(browser.getWith(Map.of(SIGNED_IN, first), page())))
                    .isTrue();
        }
    }

    @Test
    void theEhrFramesSessionAloneOpensNothing() {
        try (PlainBrowser browser = new PlainBrowser()) {
            browser.get(callback(browser, INES));
            String session = browser.cookies(HOST).get(SESSION);

            assertThat(asksWhoItIs(browser.getWith(Map.of(SESSION, session), page())))
                    .isTrue();
        }
    }

    @Test
    void aCallbackIsGoodOnceAndInTheBrowserThatBegan() {
        try (PlainBrowser browser = new PlainBrowser();
                PlainBrowser stranger = new PlainBrowser()) {
            URI callback = callback(browser, INES);

            assertThat(refusal(stranger.get(callback))).contains("NOT_ASKED");
            browser.get(callback);
            assertThat(refusal(browser.get(callback))).contains("NOT_ASKED");
        }
    }

    @Test
    void whoHasNoRoleIsNotSignedIn() {
        try (PlainBrowser browser = new PlainBrowser()) {
            HttpResponse<String> answer = browser.get(callback(browser, CLEO));

            assertThat(refusal(answer)).contains("NO_ROLE");
            assertThat(browser.cookies(HOST)).doesNotContainKey(SIGNED_IN);
        }
    }

    @Test
    void whoCancelsAtTheProviderIsToldSo() {
        try (PlainBrowser browser = new PlainBrowser()) {
            HttpResponse<String> form = browser.visit(page());
            HttpResponse<String> cancelled = browser.submit(form, Map.of("answer", "cancel"));

            assertThat(refusal(browser.get(PlainBrowser.location(cancelled).orElseThrow())))
                    .contains("DECLINED");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SWAPPED_STATE, NOT_ASKED",
        "WRONG_NONCE, WRONG_TOKEN",
        "MISSING_NONCE, WRONG_TOKEN",
        "BAD_SIGNATURE, WRONG_TOKEN",
        "UNSIGNED_ID_TOKEN, WRONG_TOKEN",
        "HS256_ID_TOKEN, WRONG_TOKEN",
        "WRONG_ISSUER, WRONG_TOKEN",
        "WRONG_AUDIENCE, WRONG_TOKEN",
        "WRONG_AUTHORIZED_PARTY, WRONG_TOKEN",
        "EXPIRED_ID_TOKEN, WRONG_TOKEN",
        "FUTURE_ID_TOKEN, WRONG_TOKEN",
    })
    void aDefectiveProviderSignsNobodyIn(SmartDefect defect, String why) {
        try (PlainBrowser browser = new PlainBrowser()) {
            sandbox.faults().set(defect);
            HttpResponse<String> answer = browser.get(callback(browser, INES));

            assertThat(refusal(answer)).contains(why);
            assertThat(browser.cookies(HOST)).doesNotContainKey(SIGNED_IN);
            assertThat(asksWhoItIs(browser.get(page()))).isTrue();
        }
    }

    @Test
    void anAddressInTheCallbackBecomesNoPartOfThePage() {
        try (PlainBrowser browser = new PlainBrowser()) {
            browser.visit(page());
            HttpResponse<String> answer = browser.get(app.address()
                    .resolve(
                            "/workbench/callback/workforce?error=%3Cscript%3E&error_description=%3Cscript%3E&state=x"));

            assertThat(answer.body()).doesNotContain("<script>");
        }
    }

    private static URI page() {
        return app.address().resolve("/workbench/rules");
    }

    /** The address that the provider sends the browser back to. */
    private static URI callback(PlainBrowser browser, String employee) {
        HttpResponse<String> form = browser.visit(app.address().resolve("/workbench/sign-in/workforce"));
        HttpResponse<String> answered = browser.submit(form, Map.of("employee", employee, "answer", "sign-in"));
        return PlainBrowser.location(answered).orElseThrow();
    }

    private static boolean asksWhoItIs(HttpResponse<String> answer) {
        return answer.statusCode() == 302
                && PlainBrowser.location(answer).orElseThrow().getPath().equals("/workbench/sign-in/workforce");
    }

    private static List<String> refusal(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isBetween(400, 502);
        return List.of(answer.body().replaceFirst("(?s).*id=\"code\">([A-Z_]*)<.*", "$1"));
    }
}
