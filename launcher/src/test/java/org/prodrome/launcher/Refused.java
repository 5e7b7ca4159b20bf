package org.prodrome.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Map;
import java.util.stream.Stream;

/** What must be so of every launch that is refused when the browser is back. */
final class Refused {
    /** What the clinician in front of the screen is told. */
    private static final Map<Class<? extends LaunchException>, String> SENTENCES = Map.of(
            LaunchException.Identity.class, "The EHR didn't say reliably who you are, so nothing was opened.",
            LaunchException.TokenAnswer.class,
                    "The EHR didn't complete the sign-in. Please open the app again from the chart.",
            LaunchException.Context.class,
                    "The EHR didn't say which patient's chart is open. Please open the app from a chart.",
            LaunchException.Discovery.class, "The EHR's sign-in settings can't be used by this app.",
            LaunchException.Denied.class, "The EHR didn't allow this app to open the chart.",
            LaunchException.Redirect.class,
                    "This sign-in was already used, took too long or began elsewhere. Please open the app again from the chart.",
            LaunchException.Unreachable.class,
                    "The EHR's sign-in server isn't answering. Please try again in a moment.");

    private Refused() {}

    /**
     * The launch ends by this kind of exception, whose texts help and give nothing away, and by nothing else; and nothing is
     * kept of it: the same redirect isn't taken again and sends no second request.
     */
    static void launch(
            TinyEhr ehr,
            TestLaunches launches,
            AuthorizationRequest request,
            Class<? extends LaunchException> kind,
            String mention,
            String... secrets) {
        launch(ehr, launches, request, TestLaunches.redirect(request), kind, mention, secrets);
    }

    static void launch(
            TinyEhr ehr,
            TestLaunches launches,
            AuthorizationRequest request,
            RedirectParameters redirect,
            Class<? extends LaunchException> kind,
            String mention,
            String... secrets) {
        var thrown = catchThrowable(() -> launches.launcher.complete(redirect, request.browserBinding()));
        assertThat(thrown).isExactlyInstanceOf(kind).hasMessageContaining(mention);
        presentable((LaunchException) thrown, secrets);
        assertThat(((LaunchException) thrown).userSentence()).isEqualTo(SENTENCES.get(kind));
        var asked = ehr.requestsTo("/token");
        assertThatThrownBy(() -> launches.launcher.complete(redirect, request.browserBinding()))
                .isInstanceOf(LaunchException.Redirect.class);
        assertThat(ehr.requestsTo("/token")).isEqualTo(asked);
    }

    /** One readable line for the administrator, one sentence for the clinician, no secret in either or in a cause. */
    static void presentable(LaunchException e, String... secrets) {
        assertThat(e.getMessage()).hasSizeLessThan(2000).matches("\\P{Cntrl}+").contains("expected", "got");
        assertThat(e.userSentence()).matches("[A-Z].*\\.");
        assertThat(e.administratorHint()).matches("[A-Z].*\\.");
        for (Throwable each = e; each != null; each = each.getCause()) {
            var text = String.valueOf(each.getMessage());
            assertThat(Stream.of(secrets)).noneMatch(text::contains);
        }
    }
}
