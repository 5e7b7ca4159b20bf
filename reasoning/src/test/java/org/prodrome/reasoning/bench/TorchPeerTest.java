package org.prodrome.reasoning.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.failure.ReasoningException.BrokenDataFile;

/** A peer that doesn't come up costs the bench the comparison only, and one that hangs is not waited for for ever. */
class TorchPeerTest {

    private static final Duration PLENTY = Duration.ofSeconds(60);
    private static final Duration LITTLE = Duration.ofSeconds(2);
    private static final String GREETING = "echo '{\"peer\": \"PyTorch x\"}';";

    private final List<String> said = new ArrayList<>();

    @TempDir
    Path folder;

    private Path pid;

    @BeforeEach
    void name() {
        pid = folder.resolve("pid");
    }

    @Test
    void aPeerThatDiesAtItsStartIsNoPeerAndItsLastWordsAreTold() throws IOException {
        assertThat(started("echo 'ImportError: libtorch' >&2; exit 1", PLENTY)).isNull();
        assertThat(said)
                .singleElement()
                .asString()
                .contains("ImportError: libtorch")
                .contains("the peer is null");
    }

    @Test
    void aPeerThatSaysNothingIsEndedAfterItsTime() throws IOException {
        assertThat(started("echo still importing >&2; exec sleep 600", LITTLE)).isNull();
        assertThat(said).singleElement().asString().contains("PT2S").contains("still importing");
        await().untilAsserted(() -> assertThat(running()).isFalse());
    }

    @Test
    void answersLineByLine() throws IOException {
        try (TorchPeer peer =
                started(GREETING + "while read -r line; do echo \"{\\\"ms\\\": [1, 2]}\"; done", PLENTY)) {
            assertThat(peer).isNotNull();
            assertThat(peer.name()).isEqualTo("PyTorch x");
            assertThat(peer.millis("infer", "b1")).containsExactly(1, 2);
            assertThat(peer.millis("infer", "b1")).containsExactly(1, 2);
        }
        await().untilAsserted(() -> assertThat(running()).isFalse());
        assertThat(said).isEmpty();
    }

    @Test
    void anAnswerThatDoesNotComeInTimeEndsIt() throws IOException {
        try (TorchPeer peer = started(GREETING + "exec sleep 600", LITTLE)) {
            assertThat(peer).isNotNull();
            assertThatThrownBy(() -> peer.ask("infer"))
                    .isInstanceOf(BrokenDataFile.class)
                    .hasMessageContaining("PT2S");
            await().untilAsserted(() -> assertThat(running()).isFalse());
        }
    }

    private @Nullable TorchPeer started(String script, Duration patience) throws IOException {
        List<String> command = List.of("bash", "-c", "echo $$ > '" + pid + "'; " + script);
        return TorchPeer.started(command, folder.resolve("peer.log"), patience, said::add);
    }

    private boolean running() throws IOException {
        long id = Long.parseLong(Files.readString(pid).strip());
        return ProcessHandle.of(id).map(ProcessHandle::isAlive).orElse(false);
    }
}
