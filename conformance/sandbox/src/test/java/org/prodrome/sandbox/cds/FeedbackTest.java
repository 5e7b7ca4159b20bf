package org.prodrome.sandbox.cds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class FeedbackTest {

    private static final Instant AT = Instant.parse("2026-11-20T10:00:00.123456Z");

    @Test
    void namesTheSuggestionsThatWereAccepted() {
        assertThat(new Feedback.Accepted("c1", List.of("s1"), AT).json()).isEqualTo(json("""
                {"feedback":[{"card":"c1","outcome":"accepted","acceptedSuggestions":[{"id":"s1"}],
                 "outcomeTimestamp":"2026-11-20T10:00:00.123Z"}]}"""));
    }

    @Test
    void carriesTheReasonAsTheServiceCodedItAndTheUsersOwnWords() {
        Card.OverrideReason reason = new Card.OverrideReason("will-monitor", "urn:reasons", "Will monitor");

        assertThat(new Feedback.Overridden("c1", reason, "seen weekly", AT).json())
                .isEqualTo(json("""
                {"feedback":[{"card":"c1","outcome":"overridden","overrideReason":{"reason":{"code":"will-monitor",
                 "system":"urn:reasons","display":"Will monitor"},"userComment":"seen weekly"},
                 "outcomeTimestamp":"2026-11-20T10:00:00.123Z"}]}"""));
    }

    @Test
    void leavesOutAReasonThatWasNotGiven() {
        assertThat(new Feedback.Overridden("c1", null, null, AT).json()).isEqualTo(json("""
                {"feedback":[{"card":"c1","outcome":"overridden","outcomeTimestamp":"2026-11-20T10:00:00.123Z"}]}"""));
    }

    private static Object json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
