package org.prodrome.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.Size;
import org.prodrome.conformance.ledger.Requirement;

/** What holds of any redirect, any stored launch and any text in place of a token. */
class LaunchPropertiesTest {
    private static final JudgedLaunch LAUNCH = JudgedLaunch.ready();
    private static final String TOKEN = TinyEhr.signed(LAUNCH.right(), TinyEhr.RSA);

    @Provide
    Arbitrary<Map<String, String[]>> query() {
        var names = Arbitraries.of("state", "code", "error", "error_description", "iss", "launch", "other");
        var values = Arbitraries.strings().ofMaxLength(30).array(String[].class).ofMaxSize(2);
        return Arbitraries.maps(names, values);
    }

    @Property
    @Requirement({"hl7.fhir.uv.smart-app-launch_2.2.0@4", "hl7.fhir.uv.smart-app-launch_2.2.0@60"})
    void noRedirectIsTakenWithoutALaunchThatBegan(@ForAll("query") Map<String, String[]> query) {
        var thrown = catchThrowable(() -> LAUNCH.launcher().complete(RedirectParameters.of(query), "binding"));

        assertThat(thrown).isInstanceOfAny(LaunchException.Redirect.class, LaunchException.BadRequest.class);
        Refused.presentable((LaunchException) thrown);
    }

    @Property
    void noLaunchBeginsForAnIssuerThatIsNotListed(@ForAll("query") Map<String, String[]> query) {
        var thrown = catchThrowable(() -> LAUNCH.launcher().authorize(LaunchRequest.of(query)));

        assertThat(thrown).isInstanceOfAny(LaunchException.BadRequest.class, LaunchException.UnknownIssuer.class);
        Refused.presentable((LaunchException) thrown);
    }

    @Property
    void anyStateGivesACookieNameThatBrowsersTake(@ForAll String state, @ForAll String code) {
        var redirect = new RedirectParameters(state, code, null, null, null);

        assertThat(redirect.bindingName()).matches("launch-[A-Za-z0-9_-]{16}");
        assertThat(redirect).hasToString("RedirectParameters[error=none]");
    }

    @Property
    void aStoredLaunchIsReadAsItWasWritten(
            @ForAll @NotBlank String verifier,
            @ForAll @NotBlank String binding,
            @ForAll String nonce,
            @ForAll @Size(max = 5) List<@AlphaChars @NotBlank String> scopes) {
        var launch = new PendingLaunch(
                URI.create("https://ehr.example.org/fhir"),
                binding,
                verifier,
                Scopes.parse(String.join(" ", scopes)),
                nonce,
                TestLaunches.REDIRECT);

        assertThat(PendingLaunch.of(launch.toEntry("state", Instant.EPOCH))).isEqualTo(launch);
    }

    @Property
    void noTextNextToTheTokenIsTheToken(@ForAll @IntRange(max = 10_000) int place, @ForAll char other) {
        int at = place % TOKEN.length();
        var changed = TOKEN.substring(0, at) + other + TOKEN.substring(at + 1);
        var thrown = catchThrowable(() -> LAUNCH.validate(changed));

        assertThat(changed.equals(TOKEN) ? thrown == null : thrown instanceof LaunchException.Identity)
                .isTrue();
    }

    @Property
    void noPartOfTheTokenIsTheToken(@ForAll @IntRange(max = 10_000) int from, @ForAll @IntRange(max = 10_000) int to) {
        int start = Math.min(from, to) % TOKEN.length();
        int end = Math.max(start, Math.max(from, to) % TOKEN.length());

        assertThat(catchThrowable(() -> LAUNCH.validate(TOKEN.substring(start, end))))
                .isInstanceOf(LaunchException.Identity.class);
    }
}
