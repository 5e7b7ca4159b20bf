package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.web.TestStore;
import org.prodrome.web.advice.StoreBacklog;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.store.PatientVault;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two nodes of one app share what JWTs they have seen; one that is alone remembers them itself. */
class UsedJtisTest {
    private static final int TRIES = 20;
    private static final String EHR = "https://ehr.example.org";

    @TempDir
    Path folder;

    private @Nullable TestHooks hooks;

    @Test
    void aJwtUsedAtOneNodeIsUsedAtTheOther() {
        var nodes = nodes();
        Instant expiry = Instant.now().plusSeconds(60);

        assertThat(nodes.getFirst().markUsed(EHR, "jti-1", expiry)).isTrue();
        assertThat(nodes.getLast().markUsed(EHR, "jti-1", expiry)).isFalse();
        assertThat(nodes.getLast().markUsed("https://other.example.org", "jti-1", expiry))
                .isTrue();
    }

    @Test
    void ofManyUsesAtOnceOneIsTheFirst() throws Exception {
        var nodes = nodes();
        Instant expiry = Instant.now().plusSeconds(60);
        List<Callable<Boolean>> uses = IntStream.range(0, TRIES)
                .mapToObj(use -> (Callable<Boolean>) () -> nodes.get(use % 2).markUsed(EHR, "jti-2", expiry))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(uses).stream()
                            .filter(use -> use.resultNow())
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void aTokenThatWasFreedIsGoodOnceMore() {
        var nodes = nodes();
        Instant expiry = Instant.now().plusSeconds(60);
        nodes.getFirst().markUsed(EHR, "jti-3", expiry);

        nodes.getFirst().free(EHR, "jti-3");

        await().untilAsserted(() ->
                assertThat(nodes.getLast().markUsed(EHR, "jti-3", expiry)).isTrue());
        assertThat(nodes.getFirst().markUsed(EHR, "jti-3", expiry)).isFalse();
    }

    @Test
    void aNodeThatIsAloneNeedsNoDatabaseForItAndRemembersAfterARestart() {
        try (TestHooks hooks = new TestHooks(folder).start()) {
            UsedJtis used = hooks.part(UsedJtis.class);
            Instant expiry = Instant.now().plusSeconds(60);
            hooks.store().hang();
            // both return while the database gives no connection
            assertThat(used.markUsed(EHR, "jti-4", expiry)).isTrue();
            assertThat(used.markUsed(EHR, "jti-4", expiry)).isFalse();
            hooks.store().goOn();
            await().untilAsserted(() ->
                    assertThat(hooks.part(StoreBacklog.class).waiting()).isZero());

            await().untilAsserted(() -> assertThat(hooks.part(JdbcClient.class)
                            .sql("SELECT count(*) FROM used_jti")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1));

            assertThat(restarted(hooks).markUsed(EHR, "jti-4", expiry)).isFalse();
        }
    }

    @Test
    void aTokenThatFindsTheQueueFullIsForgottenByNobodyAndNothingIsLost() throws InterruptedException {
        try (TestHooks alone =
                new TestHooks(folder).with("prodrome.hooks.keeping", "1").start()) {
            UsedJtis used = alone.part(UsedJtis.class);
            CountDownLatch goOn = fill(alone.part(StoreBacklog.class));
            Instant expiry = Instant.now().plusSeconds(60);

            assertThat(used.markUsed(EHR, "jti-5", expiry)).isTrue();
            assertThat(used.markUsed(EHR, "jti-5", expiry)).isFalse();
            goOn.countDown();
            await().untilAsserted(() ->
                    assertThat(alone.part(StoreBacklog.class).waiting()).isZero());
            used.tellRest();

            await().untilAsserted(() ->
                    assertThat(restarted(alone).isKnown(EHR, "jti-5")).isTrue());
            assertThat(alone.part(StoreBacklog.class).lost()).isZero();
        }
    }

    @Test
    void whatFoundNoRoomUntilTheEndIsWrittenThen() throws InterruptedException {
        try (TestHooks alone =
                new TestHooks(folder).with("prodrome.hooks.keeping", "1").start()) {
            UsedJtis used = alone.part(UsedJtis.class);
            CountDownLatch goOn = fill(alone.part(StoreBacklog.class));
            used.markUsed(EHR, "jti-6", Instant.now().plusSeconds(60));

            assertThat(restarted(alone).isKnown(EHR, "jti-6")).isFalse();
            used.destroy();
            assertThat(restarted(alone).isKnown(EHR, "jti-6")).isTrue();
            goOn.countDown();
        }
    }

    /** A writer that is held up, and behind it a queue without room. */
    private static CountDownLatch fill(StoreBacklog store) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        store.later(() -> {
            begun.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        begun.await();
        await().until(() -> !store.takes(() -> {}));
        return goOn;
    }

    @Test
    void beyondItsRoomANodeThatIsAloneForgetsNoneUntilOneHasExpired() {
        try (TestHooks alone =
                new TestHooks(folder).with("prodrome.hooks.tokens", "2").start()) {
            UsedJtis used = alone.part(UsedJtis.class);
            Instant expiry = Instant.now(TestStore.clock()).plusSeconds(60);
            used.markUsed(EHR, "jti-7", Instant.now(TestStore.clock()).minusSeconds(60));
            used.markUsed(EHR, "jti-8", expiry);

            assertThat(used.markUsed(EHR, "jti-9", expiry)).isTrue(); // in the place of the first
            assertThatThrownBy(() -> used.markUsed(EHR, "jti-10", expiry)).isInstanceOf(Overloaded.class);
            assertThat(used.markUsed(EHR, "jti-8", expiry)).isFalse();
        }
    }

    @Test
    void aNodeAmongOthersKnowsWhatWasUsedAtItselfWithoutTheDatabase() {
        var nodes = nodes();
        nodes.getFirst().markUsed(EHR, "jti-11", Instant.now().plusSeconds(60));

        assertThat(nodes.getFirst().isKnown(EHR, "jti-11")).isTrue();
        assertThat(nodes.getLast().isKnown(EHR, "jti-11")).isFalse();
        nodes.getFirst().free(EHR, "jti-11");
        assertThat(nodes.getFirst().isKnown(EHR, "jti-11")).isFalse();
    }

    private static UsedJtis restarted(TestHooks hooks) {
        return new UsedJtis(
                hooks.part(JdbcClient.class),
                hooks.part(PatientVault.class),
                hooks.part(StoreBacklog.class),
                hooks.part(ProdromeSettings.class),
                TestStore.clock(),
                "jdbc:h2:file:alone");
    }

    private List<UsedJtis> nodes() {
        hooks = new TestHooks(folder).amongOthers().start();
        var node = hooks.part(UsedJtis.class);
        var other = new UsedJtis(
                hooks.part(JdbcClient.class),
                hooks.part(PatientVault.class),
                hooks.part(StoreBacklog.class),
                hooks.part(ProdromeSettings.class),
                TestStore.clock(),
                "jdbc:postgresql://shared.example.org/prodrome");
        return List.of(node, other);
    }

    @AfterEach
    void stop() {
        if (hooks != null) {
            hooks.close();
        }
    }
}
