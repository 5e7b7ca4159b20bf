package org.prodrome.web.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** What was seen last serves while the database is away. */
class LastSeenTest {
    private Supplier<String> database = () -> "first";
    private final LastSeen<String> seen =
            new LastSeen<>(() -> database.get(), Duration.ofHours(1), Ticker.disabledTicker());

    @Test
    void whatIsForgottenIsLookedAtAgain() {
        assertThat(seen.get()).isEqualTo("first");
        database = () -> "second";
        assertThat(seen.get()).isEqualTo("first");

        seen.forget();

        assertThat(seen.get()).isEqualTo("second");
    }

    @Test
    void aDatabaseThatIsAwayJustThenCostsNothingThatWasSeen() {
        assertThat(seen.get()).isEqualTo("first");
        database = LastSeenTest::away;

        seen.forget();

        assertThat(seen.get()).isEqualTo("first");
    }

    @Test
    void whereNothingWasSeenYetTheFailureIsTold() {
        database = LastSeenTest::away;

        assertThatThrownBy(seen::get).isInstanceOf(DataAccessResourceFailureException.class);
    }

    private static String away() {
        throw new DataAccessResourceFailureException("away");
    }
}
