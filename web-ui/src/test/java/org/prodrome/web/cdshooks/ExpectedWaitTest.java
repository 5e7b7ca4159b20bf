package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a call would wait, by arithmetic. */
class ExpectedWaitTest {
    private final ExpectedWait wait = new ExpectedWait(2);

    @Test
    void nobodyWaitsWhileAPlaceIsFreeHoweverLongTurnsTake() {
        wait.took(Duration.ofHours(1));

        assertThat(wait.behind(0)).isZero();
        assertThat(wait.behind(1)).isZero();
        assertThat(wait.behind(2)).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void beforeAnyTurnHasEndedNothingIsExpected() {
        assertThat(wait.behind(1_000)).isZero();
    }

    @Test
    void aMachineThatGrowsSlowIsNoticedAndOneThatRecoversToo() {
        wait.took(Duration.ofMillis(8));
        assertThat(wait.behind(9)).isEqualTo(Duration.ofMillis(32));
        wait.took(Duration.ofMillis(88));
        assertThat(wait.turn()).isEqualTo(Duration.ofMillis(18));
        for (int i = 0; i < 100; i++) {
            wait.took(Duration.ofMillis(2));
        }
        assertThat(wait.turn()).isBetween(Duration.ofMillis(2), Duration.ofMillis(3));
    }
}
