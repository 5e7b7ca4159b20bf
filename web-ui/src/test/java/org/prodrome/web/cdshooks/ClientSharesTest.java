package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One client's flood is its own trouble. */
class ClientSharesTest {
    private static final String ONE = TestHooks.CLIENT;
    private static final String OTHER = "https://other.example.org";

    @TempDir
    private Path folder;

    /** Each test has its own. */
    @SuppressWarnings("NullAway.Init")
    private TestHooks hooks;

    /** Each test has its own. */
    @SuppressWarnings("NullAway.Init")
    private ClientShares shares;

    @AfterEach
    void stop() {
        hooks.close();
    }

    @Test
    void aClientHasHalfOfThePlacesWhereThereAreOthersAndIsShedBeyondThem() {
        start(two());
        HookPlaces.Place first = shares.take(ONE, true);
        shares.take(ONE, true);

        assertThatThrownBy(() -> shares.take(ONE, true))
                .isInstanceOf(Overloaded.class)
                .hasMessageContaining("this client");
        assertThat(hooks.counted("prodrome.hooks.client.shed", "client", ONE)).isEqualTo(1);
        shares.take(OTHER, true);
        shares.take(OTHER, true);
        assertThat(hooks.counted("prodrome.hooks.client.shed", "client", OTHER)).isZero();

        first.close();
        shares.take(ONE, true);
    }

    @Test
    void discoveryAndFeedbackHaveAShareOfTheirOwnPlaces() {
        start(two());
        shares.take(ONE, true);
        shares.take(ONE, true);

        shares.take(ONE, false);
        assertThatThrownBy(() -> shares.take(ONE, false)).isInstanceOf(Overloaded.class);
    }

    @Test
    void whoClaimsToBeAClientThatHasItsShareIsRefusedBeforeItsTokenIsLookedAt() {
        start(two());
        shares.take(ONE, true);
        shares.verifying(ONE, true).close();
        shares.take(ONE, true);

        assertThatThrownBy(() -> shares.verifying(ONE, true)).isInstanceOf(Overloaded.class);
        shares.verifying(OTHER, true).close();
    }

    @Test
    void aClaimAloneIsChargedToNobodyAndTakesNothingFromOthers() {
        start(two());
        HookPlaces.Place looking = shares.verifying(ONE, true);

        assertThatThrownBy(() -> shares.verifying(ONE, true)).isInstanceOf(Overloaded.class);
        shares.verifying(OTHER, true).close();
        shares.take(ONE, true);
        shares.take(ONE, true);
        looking.close();
    }

    @Test
    void whoIsAloneHasAllOfThemAndASettingSaysOtherwise() {
        start(new TestHooks(folder).with("prodrome.hooks.calls", "4"));
        IntStream.range(0, 4).forEach(i -> shares.take(ONE, true));
        assertThatThrownBy(() -> shares.take(ONE, true)).isInstanceOf(Overloaded.class);
        hooks.close();

        start(two().with("prodrome.issuers[1].cds-client.share", "0.75"));
        IntStream.range(0, 3).forEach(i -> shares.take(OTHER, true));
        assertThatThrownBy(() -> shares.take(OTHER, true)).isInstanceOf(Overloaded.class);
    }

    @Test
    void aShareOfNothingIsNoSetting() {
        hooks = two();
        TestHooks none = two().with("prodrome.issuers[1].cds-client.share", "0");

        assertThatThrownBy(none::start).hasStackTraceContaining("cds-client.share: expected a part above 0");
    }

    @Test
    void aFloodMakesOthersWaitNoLongerThanItsShareOfThePatience() throws InterruptedException {
        start(two().with("prodrome.hooks.answering", "1").with("prodrome.hooks.patience", "60s"));
        HookPlaces places = hooks.part(HookPlaces.class);
        places.took(Duration.ofSeconds(15)); // so that each call before it lets one expect to wait for so long
        HookPlaces.Turn worked = places.turn(ONE, TestHooks.PLENTY);
        List<Thread> flood = new ArrayList<>();
        flood.add(waiting(places, ONE));
        flood.add(waiting(places, ONE));

        assertThatThrownBy(() -> places.turn(ONE, TestHooks.PLENTY))
                .isInstanceOf(Overloaded.class)
                .hasMessageContaining("this client");
        assertThat(hooks.counted("prodrome.hooks.client.shed", "client", ONE)).isEqualTo(1);
        places.arrive(true).close();
        flood.add(waiting(places, OTHER));

        worked.close();
        for (Thread one : flood) {
            one.join();
        }
        places.turn(ONE, TestHooks.PLENTY).close();
    }

    private static Thread waiting(HookPlaces places, String client) {
        Thread thread = Thread.startVirtualThread(
                () -> places.turn(client, TestHooks.PLENTY).close());
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return thread;
    }

    private TestHooks two() {
        String other = "prodrome.issuers[1].";
        return new TestHooks(folder)
                .with("prodrome.hooks.calls", "4")
                .with("prodrome.hooks.other-calls", "2")
                .with(other + "issuer", OTHER + "/fhir")
                .with(other + "name", "Other")
                .with(other + "client-id", "prodrome")
                .with(other + "scopes", "launch")
                .with(other + "frame-origin", OTHER)
                .with(other + "cds-client.iss", OTHER)
                .with(other + "cds-client.jwks", OTHER + "/jwks.json");
    }

    private void start(TestHooks site) {
        hooks = site.start();
        shares = hooks.part(ClientShares.class);
    }
}
