package org.prodrome.launcher.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.conformance.ledger.Requirement;
import org.prodrome.launcher.AuthorizationRequest;
import org.prodrome.launcher.ClientAuthentication;
import org.prodrome.launcher.IssuerRegistration;
import org.prodrome.launcher.LaunchContext;
import org.prodrome.launcher.LaunchException;
import org.prodrome.launcher.LaunchRequest;
import org.prodrome.launcher.PendingLaunches;
import org.prodrome.launcher.RedirectParameters;
import org.prodrome.launcher.Scopes;
import org.prodrome.launcher.SigningKeys;
import org.prodrome.launcher.SmartLauncher;

/** Tokens stay in memory, and text from outside stays text. */
class KeepsNothingTest {
    private static final String SMART = "hl7.fhir.uv.smart-app-launch_2.2.0@";
    private static final String DISCOVERY = "/fhir/.well-known/smart-configuration";

    private final List<PendingLaunches.Entry> pending = new CopyOnWriteArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    @SuppressWarnings("NullAway.Init") // started before each test
    private WatchfulEhr ehr;

    @BeforeEach
    void start() throws IOException {
        ehr = new WatchfulEhr();
        ehr.fields.put(DISCOVERY, Map.of("authorization_endpoint", ehr.origin() + "/authorize"));
    }

    @AfterEach
    void stop() {
        ehr.close();
    }

    private SmartLauncher launcher() {
        var keys = SigningKeys.in(folder.resolve("keys.json"), Clock.systemUTC());
        return SmartLauncher.builder()
                .register(IssuerRegistration.of(
                                ehr.fhirBase(),
                                "prodrome",
                                new ClientAuthentication.PrivateKeyJwt(keys, null),
                                URI.create("https://app.example.org/launch/callback"),
                                Scopes.parse("launch online_access patient/*.rs"))
                        .allowingLoopbackHttp())
                .pendingLaunches(watched(PendingLaunches.inMemory(Clock.systemUTC(), 9)))
                .build();
    }

    private PendingLaunches watched(PendingLaunches store) {
        return new PendingLaunches() {
            @Override
            public void put(Entry entry) {
                pending.add(entry);
                store.put(entry);
            }

            @Override
            public Optional<Entry> take(String key) {
                return store.take(key);
            }
        };
    }

    private AuthorizationRequest begun(SmartLauncher launcher) {
        return launcher.authorize(new LaunchRequest(ehr.fhirBase(), "opaque"));
    }

    private static LaunchContext completed(SmartLauncher launcher, AuthorizationRequest request) {
        return launcher.complete(
                new RedirectParameters(request.state(), "code-1", null, null, null), request.browserBinding());
    }

    /** A launch and a renewal: two access tokens and two refresh tokens have come. */
    private AuthorizationRequest launchedAndRenewed() {
        var launcher = launcher();
        var request = begun(launcher);
        var access = completed(launcher, request).access();
        var target = URI.create(ehr.fhirBase() + "/Patient/pat-1");
        access.authorizationAfter401(target, access.authorizationFor(target));
        assertThat(ehr.tokens).hasSize(4);
        return request;
    }

    @Test
    @Requirement({SMART + 8, SMART + 9, SMART + 90})
    void noTokenIsKeptInTheSharedStoreOrAFileOrASystemProperty() throws Exception {
        launchedAndRenewed();
        var kept = new ArrayList<String>();
        pending.forEach(entry -> kept.add(entry.key() + entry.content()));
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                kept.add(Files.readString(file));
            }
        }

        assertThat(kept).hasSizeGreaterThanOrEqualTo(2);
        kept.add(System.getProperties().toString());
        assertThat(kept).noneMatch(text -> ehr.tokens.stream().anyMatch(text::contains));
    }

    @Test
    @Requirement(SMART + 7)
    void noTokenGoesIntoACookie() {
        var request = launchedAndRenewed();

        assertThat(ehr.cookies).isEmpty();
        assertThat(ehr.tokens).noneMatch((request.bindingName() + "=" + request.browserBinding())::contains);
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x"})
    @Requirement(SMART + 5)
    void noAddressThatABrowserWouldRunIsPassedOn(String script) {
        ehr.fields.put("/token", Map.of("smart_style_url", script));
        var launcher = launcher();
        assertThat(completed(launcher, begun(launcher)).smartStyleUrl()).isEmpty();

        ehr.fields.put(DISCOVERY, Map.of("authorization_endpoint", script));
        assertThatExceptionOfType(LaunchException.Discovery.class).isThrownBy(() -> begun(launcher()));
    }
}
