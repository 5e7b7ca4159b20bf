package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.web.TestStore;
import org.prodrome.web.advice.StoreBacklog;
import org.prodrome.web.store.PatientVault;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two nodes of one app share what JWTs they have seen; one that is alone remembers them itself. */
class UsedJtisTest {
    private static final int TRIES = 20;

    @TempDir
    Path folder;

    private @Nullable TestHooks hooks;

    @Test
    void aJwtUsedAtOneNodeIsUsedAtTheOther() {
        var nodes = nodes();
        Instant expiry = Instant.now().plusSeconds(60);

        assertThat(nodes.getFirst().markUsed("https://ehr.example.org", "jti-1", expiry))
                .isTrue();
        assertThat(nodes.getLast().markUsed("https://ehr.example.org", "jti-1", expiry))
                .isFalse();
        assertThat(nodes.getLast().markUsed("https://other.example.org", "jti-1", expiry))
                .isTrue();
    }

    @Test
    void ofManyUsesAtOnceOneIsTheFirst() throws Exception {
        var nodes = nodes();
        Instant expiry = Instant.now().plusSeconds(60);
        List<Callable<Boolean>> uses = IntStream.range(0, TRIES)
                .mapToObj(use -> (Callable<Boolean>)
                        () -> nodes.get(use % 2).markUsed("https://ehr.example.org", "jti-2", expiry))
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
        nodes.getFirst().markUsed("https://ehr.example.org", "jti-3", expiry);

        nodes.getFirst().free("https://ehr.example.org", "jti-3");

        await().untilAsserted(() -> assertThat(nodes.getLast().markUsed("https://ehr.example.org", "jti-3", expiry))
                .isTrue());
        assertThat(nodes.getFirst().markUsed("https://ehr.example.org", "jti-3", expiry))
                .isFalse();
    }

    @Test
    void aNodeThatIsAloneNeedsNoDatabaseForItAndRemembersAfterARestart() {
        try (TestHooks hooks = new TestHooks(folder).start()) {
            UsedJtis used = hooks.part(UsedJtis.class);
            Instant expiry = Instant.now().plusSeconds(60);
            hooks.store().hang();
            // both return while the database gives no connection
            assertThat(used.markUsed("https://ehr.example.org", "jti-4", expiry))
                    .isTrue();
            assertThat(used.markUsed("https://ehr.example.org", "jti-4", expiry))
                    .isFalse();
            hooks.store().goOn();
            await().untilAsserted(() ->
                    assertThat(hooks.part(StoreBacklog.class).waiting()).isZero());

            await().untilAsserted(() -> assertThat(hooks.part(JdbcClient.class)
                            .sql("SELECT count(*) FROM used_jti")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1));

            assertThat(restarted(hooks).markUsed("https://ehr.example.org", "jti-4", expiry))
                    .isFalse();
        }
    }

    private static UsedJtis restarted(TestHooks hooks) {
        return new UsedJtis(
                hooks.part(JdbcClient.class),
                hooks.part(PatientVault.class),
                hooks.part(StoreBacklog.class),
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
