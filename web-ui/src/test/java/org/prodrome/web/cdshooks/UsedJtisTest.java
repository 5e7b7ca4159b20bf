package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.web.TestStore;
import org.prodrome.web.store.MasterKey;
import org.prodrome.web.store.TestVaults;

/** Two nodes of one app share what JWTs they have seen. */
class UsedJtisTest {
    private static final int TRIES = 20;

    @TempDir
    Path folder;

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

    private List<UsedJtis> nodes() {
        var source = TestStore.fresh();
        var jdbc = TestStore.client(source);
        var vault = TestVaults.of(source, MasterKey.readOrCreate(TestStore.keyFile(folder)));
        return List.of(new UsedJtis(jdbc, vault, TestStore.clock()), new UsedJtis(jdbc, vault, TestStore.clock()));
    }
}
