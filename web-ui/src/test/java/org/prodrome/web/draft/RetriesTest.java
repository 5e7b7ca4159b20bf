package org.prodrome.web.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.prodrome.web.config.WriteBackSettings;

class RetriesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Retries RETRIES = new Retries(new WriteBackSettings(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            Duration.ofDays(7),
            Duration.ofMinutes(2)));

    @Test
    void waitsDoubleUpToTheLongest() {
        assertThat(RETRIES.next(NOW, 1, 0)).isEqualTo(NOW.plusSeconds(30));
        assertThat(RETRIES.next(NOW, 2, 0)).isEqualTo(NOW.plusSeconds(60));
        assertThat(RETRIES.next(NOW, 6, 0)).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
        assertThat(RETRIES.next(NOW, 1_000_000, 0)).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
    }

    @Test
    void thoseWhoWaitTogetherComeApart() {
        assertThat(RETRIES.next(NOW, 1, 1)).isEqualTo(NOW.plusSeconds(36));
    }

    @Test
    void aRecordIsStaleAndADecisionOldByTheSitesSettings() {
        assertThat(RETRIES.stale(NOW.minusSeconds(121), NOW)).isTrue();
        assertThat(RETRIES.stale(NOW.minusSeconds(119), NOW)).isFalse();
        assertThat(RETRIES.expired(NOW.minus(Duration.ofDays(8)), NOW)).isTrue();
        assertThat(RETRIES.expired(NOW.minus(Duration.ofDays(6)), NOW)).isFalse();
    }
}
