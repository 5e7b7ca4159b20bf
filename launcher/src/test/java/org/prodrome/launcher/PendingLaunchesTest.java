package org.prodrome.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PendingLaunchesTest {
    private final SettableClock clock = new SettableClock();
    private final PendingLaunches store = PendingLaunches.inMemory(clock, 2);

    private void put(String key, Duration lifetime) {
        store.put(new PendingLaunches.Entry(key, "content", clock.instant().plus(lifetime)));
    }

    @Test
    void givesEachEntryOutOnce() {
        put("a", Duration.ofMinutes(1));

        assertThat(store.take("a")).isPresent();
        assertThat(store.take("a")).isEmpty();
    }

    @Test
    void makesRoomByDroppingTheExpiredFirst() {
        put("long", Duration.ofMinutes(10));
        put("short", Duration.ofMinutes(1));
        clock.advance(Duration.ofMinutes(2));
        put("new", Duration.ofMinutes(10));

        assertThat(store.take("short")).isEmpty();
        assertThat(store.take("long")).isPresent();
        assertThat(store.take("new")).isPresent();
    }

    @Test
    void keepsNoExpiredLaunchPastTheNextOne() {
        PendingLaunches roomy = PendingLaunches.inMemory(clock, 100);
        roomy.put(new PendingLaunches.Entry("old", "content", clock.instant().plusSeconds(60)));
        clock.advance(Duration.ofMinutes(2));
        roomy.put(new PendingLaunches.Entry("new", "content", clock.instant().plusSeconds(60)));

        assertThat(roomy.take("old")).isEmpty();
        assertThat(roomy.take("new")).isPresent();
    }

    @Test
    void makesRoomByDroppingTheOldestWhereNoneHasExpired() {
        put("a", Duration.ofMinutes(10));
        put("b", Duration.ofMinutes(10));
        put("c", Duration.ofMinutes(10));

        assertThat(store.take("a")).isEmpty();
        assertThat(store.take("c")).isPresent();
    }

    @Test
    void survivesBeingStoredAsText() {
        var launch = new PendingLaunch(
                URI.create("https://ehr.example.org/fhir"),
                "digest",
                "verifier",
                Scopes.parse("launch openid"),
                "nonce",
                TestLaunches.REDIRECT);
        var entry = launch.toEntry("state", clock.instant());

        assertThat(PendingLaunch.of(entry)).isEqualTo(launch);
        assertThat(entry.key()).isNotEqualTo("state");
        assertThat(entry.content()).doesNotContain("state");
        assertThat(entry.toString() + launch).doesNotContain("verifier", "nonce");
    }
}
