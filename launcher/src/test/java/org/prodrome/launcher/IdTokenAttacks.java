package org.prodrome.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** One departure from a right id_token at a time, each by a whole launch. */
abstract class IdTokenAttacks extends TinyEhrTest {
    static final String FORM = "a signed JWT with claims of the right types, got another form";

    static Arguments attack(String name, String mention, Function<ForgedToken, String> spoil) {
        return arguments(name, mention, spoil);
    }

    private ForgedToken right(AuthorizationRequest request) {
        return ForgedToken.right(
                ehr.origin(), TestLaunches.nonce(request), clock.instant().getEpochSecond());
    }

    @Test
    void acceptsTheTokenThatTheAttacksStartFrom() {
        var launches = launches();
        var request = launches.begin();
        ehr.token.put("id_token", right(request).signed());

        assertThat(launches.launcher
                        .complete(TestLaunches.redirect(request), request.browserBinding())
                        .subject())
                .contains("user-1");
    }

    void refused(String mention, Function<ForgedToken, String> spoil) {
        ehr.keys.add(TinyEhr.EC.toPublicJWK());
        var launches = launches();
        var request = launches.begin();
        var token = spoil.apply(right(request));
        ehr.token.put("id_token", token);

        Refused.launch(
                ehr,
                launches,
                request,
                LaunchException.Identity.class,
                mention,
                token,
                TestLaunches.nonce(request),
                "user-1",
                "access-1");
    }
}
