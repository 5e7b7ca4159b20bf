package org.prodrome.web.workbench;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.prodrome.web.config.IssuerSettings.Authentication;
import org.prodrome.web.config.WorkbenchSettings;

/** A rules page's sign-in for tests. */
final class TestSettings {
    static final Duration IDLE = Duration.ofMinutes(15);
    static final Duration LONGEST = Duration.ofHours(1);

    static final Duration FRESH = Duration.ofMinutes(10);

    private TestSettings() {}

    static WorkbenchSettings at(String issuer) {
        return new WorkbenchSettings(
                URI.create(issuer),
                "prodrome-workbench",
                Authentication.PRIVATE_KEY_JWT,
                null,
                true,
                List.of("openid", "profile", "groups"),
                "RS256",
                "groups",
                List.of("rules-authors"),
                List.of("rules-approvers"),
                List.of("rules-readers"),
                IDLE,
                LONGEST,
                FRESH);
    }
}
