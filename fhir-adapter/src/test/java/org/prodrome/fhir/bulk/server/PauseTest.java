package org.prodrome.fhir.bulk.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.fhir.search.Deadline;

class PauseTest {
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Pause PAUSE = new Pause(FIRST, Duration.ofMinutes(1), Deadline.in(Duration.ofHours(1)));

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "Fri, 01 Jan 2021 00:00:00 GMT"})
    void waitsAtLeastTheFirstWaitWhateverTheServerAsks(String retryAfter) {
        assertThat(PAUSE.after(1, asked(retryAfter))).isEqualTo(FIRST);
    }

    @Test
    void waitsLongerWhereTheServerAsks() {
        assertThat(PAUSE.after(1, asked("90"))).isEqualTo(Duration.ofSeconds(90));
    }

    private static Duration asked(String retryAfter) {
        Duration asked = Pause.asked(HttpHeaders.of(Map.of("Retry-After", List.of(retryAfter)), (name, value) -> true));
        return Objects.requireNonNull(asked);
    }
}
