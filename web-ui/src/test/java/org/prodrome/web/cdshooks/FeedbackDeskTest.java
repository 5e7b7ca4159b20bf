package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.web.advice.StoreBacklog;
import org.prodrome.web.cdshooks.FeedbackReader.Feedback;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Feedback that can't be placed is never dropped in silence. */
class FeedbackDeskTest {
    private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    private Path folder;

    /** Each test has its own. */
    @SuppressWarnings("NullAway.Init")
    private TestHooks hooks;

    @AfterEach
    void stop() {
        hooks.store().goOn();
        hooks.close();
    }

    @Test
    void feedbackAboutACardOrASuggestionThatWasNeverIssuedIsCounted() {
        hooks = new TestHooks(folder).start();
        UUID card = shown();

        record(overridden(UUID.randomUUID()), accepted(card, UUID.randomUUID()), overridden(card));

        assertThat(hooks.counted("prodrome.hooks.feedback.unknown", "what", "card"))
                .isEqualTo(1);
        assertThat(hooks.counted("prodrome.hooks.feedback.unknown", "what", "suggestion"))
                .isEqualTo(1);
        await().untilAsserted(() -> assertThat(decided()).containsExactly(card));
    }

    @Test
    void feedbackAboutACardThatCouldNotBeKeptIsAuditedAndTheOthersOfItsBatchAreKept() {
        hooks = new TestHooks(folder)
                .with("prodrome.hooks.keeping", "1")
                .with("prodrome.hooks.feedback", "0ms")
                .start();
        shown();
        await().until(() -> hooks.part(StoreBacklog.class).waiting() == 0);
        hooks.store().hang();
        UUID kept = shown();
        UUID lost = lost();

        assertThatThrownBy(() -> record(overridden(lost))).isInstanceOf(Overloaded.class);
        hooks.store().goOn();
        await().until(() -> hooks.part(StoreBacklog.class).waiting() == 0);
        assertThatCode(() -> record(overridden(lost), overridden(kept))).doesNotThrowAnyException();

        await().untilAsserted(() -> assertThat(decided()).containsExactly(kept));
        await().untilAsserted(() -> assertThat(hooks.part(JdbcClient.class)
                        .sql("SELECT count(*) FROM audit_entry WHERE kind = 'DECISION' AND pseudonym IS NULL")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1));
        assertThat(hooks.counted("prodrome.hooks.feedback.refused")).isEqualTo(1);
        assertThatCode(() -> record(overridden(kept))).doesNotThrowAnyException();
    }

    /** The first that finds no room. */
    private UUID lost() {
        UUID last;
        do {
            last = shown();
        } while (hooks.part(StoreBacklog.class).lost() == 0);
        return last;
    }

    private UUID shown() {
        return UUID.fromString(hooks.call(CdsServiceKind.ORDER_SIGN, TestHooks.PLENTY)
                .cards()
                .getFirst()
                .uuid());
    }

    private void record(Feedback... entries) {
        hooks.part(FeedbackDesk.class).record(hooks.issuer(), List.of(entries));
    }

    private static Feedback overridden(UUID card) {
        return new Feedback(card, AT, new FeedbackReader.Overridden("will-monitor", null));
    }

    private static Feedback accepted(UUID card, UUID suggestion) {
        return new Feedback(card, AT, new FeedbackReader.Accepted(List.of(suggestion)));
    }

    private List<@Nullable UUID> decided() {
        return hooks.part(JdbcClient.class)
                .sql("SELECT card_uuid FROM decision")
                .query(UUID.class)
                .list();
    }
}
