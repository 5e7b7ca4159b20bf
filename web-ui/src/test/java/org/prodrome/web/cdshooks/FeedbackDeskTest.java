package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.web.TestStore;
import org.prodrome.web.advice.StoreBacklog;
import org.prodrome.web.cdshooks.FeedbackReader.Feedback;
import org.prodrome.web.config.ProdromeSettings;
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

    @Test
    void whatIsToldOfTheFutureWasDecidedNowAndByWhomTheCardWasIssuedFor() {
        hooks = new TestHooks(folder).start();
        UUID card = shown();
        Instant later = Instant.now(TestStore.clock()).plus(Duration.ofDays(3_650));

        record(new Feedback(card, later, new FeedbackReader.Overridden("will-monitor", null)));

        await().untilAsserted(() -> assertThat(decided()).containsExactly(card));
        assertThat(hooks.part(JdbcClient.class)
                        .sql("SELECT COUNT(*) FROM decision d JOIN card c ON c.uuid = d.card_uuid"
                                + " WHERE d.actor = c.actor AND d.decided_at >= c.issued_at"
                                + " AND d.decided_at < DATEADD(DAY, 1, c.issued_at)")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aReminderPutsOffWhatIsNotCriticalFromTheDayItWasAskedForAndWhatIsCriticalNotAtAll() {
        hooks = new TestHooks(folder).start();
        UUID critical = shown();
        UUID other = shown("72625"); // duloxetine, of which this eGFR makes a warning

        Instant asked = Instant.now(TestStore.clock()).minus(Duration.ofDays(2));
        record(reminded(critical, asked), reminded(other, asked));

        await().untilAsserted(() -> assertThat(decided()).containsExactlyInAnyOrder(critical, other));
        assertThat(snoozedUntil(critical)).isEmpty();
        assertThat(snoozedUntil(other))
                .containsExactly(LocalDate.ofInstant(asked, ZoneOffset.UTC).plusDays(7));
    }

    @Test
    void aCardOfAnotherEhrIsUnknownToTheSender() {
        String other = "prodrome.issuers[1].";
        hooks = new TestHooks(folder)
                .with(other + "issuer", "https://other.example.org/fhir")
                .with(other + "name", "Other")
                .with(other + "client-id", "prodrome")
                .with(other + "scopes", "launch")
                .with(other + "frame-origin", "https://other.example.org")
                .start();
        UUID card = shown();
        await().until(() -> hooks.part(StoreBacklog.class).waiting() == 0);

        hooks.part(FeedbackDesk.class)
                .record(hooks.part(ProdromeSettings.class).issuers().get(1), List.of(overridden(card)));

        assertThat(hooks.counted("prodrome.hooks.feedback.unknown", "what", "card"))
                .isEqualTo(1);
        assertThat(decided()).isEmpty();
    }

    private List<LocalDate> snoozedUntil(UUID card) {
        return hooks.part(JdbcClient.class)
                .sql("SELECT snoozed_until FROM decision WHERE card_uuid = ? AND snoozed_until IS NOT NULL")
                .param(card)
                .query((row, number) -> row.getObject(1, LocalDate.class))
                .list();
    }

    private static Feedback reminded(UUID card, Instant at) {
        return new Feedback(card, at, new FeedbackReader.Overridden("remind-in-7-days", null));
    }

    /** The first that finds no room. */
    private UUID lost() {
        UUID last;
        do {
            last = shown();
        } while (hooks.part(StoreBacklog.class).lost() == 0);
        return last;
    }

    /** A critical card about metformin. */
    private UUID shown() {
        return shown("860975");
    }

    private UUID shown(String product) {
        return UUID.fromString(
                hooks.call(CdsServiceKind.ORDER_SIGN, TestHooks.PLENTY, body -> body.replace("860975", product))
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
