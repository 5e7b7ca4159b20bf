package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has a turn, who waits for one, and who is refused at the door. */
class HookPlacesTest {
    @TempDir
    private Path folder;

    /** Each test has its own. */
    @SuppressWarnings("NullAway.Init")
    private TestHooks hooks;

    /** Each test has its own. */
    @SuppressWarnings("NullAway.Init")
    private HookPlaces places;

    @BeforeEach
    void start() {
        hooks = new TestHooks(folder)
                .with("prodrome.hooks.answering", "1")
                .with("prodrome.hooks.patience", "0ms")
                .start();
        places = hooks.part(HookPlaces.class);
    }

    @AfterEach
    void stop() {
        hooks.close();
    }

    @Test
    void whoWaitsForAnotherServerLetsOthersHaveTheirTurnAndHasItsOwnBackAfterwards() {
        HookPlaces.Turn one = places.turn(TestHooks.CLIENT, TestHooks.PLENTY);
        assertThatThrownBy(() -> places.turn(TestHooks.CLIENT, TestHooks.PLENTY))
                .isInstanceOf(Overloaded.class);

        String waited = one.during(
                () -> {
                    places.turn(TestHooks.CLIENT, TestHooks.PLENTY).close();
                    return "waited";
                },
                TestHooks.PLENTY);

        assertThat(waited).isEqualTo("waited");
        assertThatThrownBy(() -> places.turn(TestHooks.CLIENT, TestHooks.PLENTY))
                .isInstanceOf(Overloaded.class);
        one.close();
        one.close();
        places.turn(TestHooks.CLIENT, TestHooks.PLENTY).close();
    }

    @Test
    void whoWouldComeTooLateIsRefusedOnArrivalAndAnEmptyHouseAdmitsWhateverTheLastTurnsTook() {
        places.turn(TestHooks.CLIENT, TestHooks.PLENTY)
                .close(); // takes some time, however short: with no patience, too long to wait for
        HookPlaces.Turn worked = places.turn(TestHooks.CLIENT, TestHooks.PLENTY);

        assertThatThrownBy(() -> places.arrive(true)).isInstanceOf(Overloaded.class);
        worked.close();
        places.arrive(true).close();
    }

    @Test
    void whoStillSendsItsBodyIsInNobodysWay() {
        places.turn(TestHooks.CLIENT, TestHooks.PLENTY).close();
        List<HookPlaces.Place> sending = new ArrayList<>(List.of(places.arrive(true), places.arrive(true)));

        places.turn(TestHooks.CLIENT, TestHooks.PLENTY).close();

        sending.forEach(HookPlaces.Place::close);
        places.arrive(true).close();
    }
}
