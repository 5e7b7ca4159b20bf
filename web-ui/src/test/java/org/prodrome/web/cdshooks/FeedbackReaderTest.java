package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prodrome.web.config.CdsClientSettings;

/** Each entry of a batch stands by itself. */
class FeedbackReaderTest {
    private static final String CARD = "\"card\":\"" + UUID.randomUUID() + "\"";
    private static final String OVERRIDDEN =
            CARD + ",\"outcome\":\"overridden\",\"outcomeTimestamp\":\"2026-11-22T10:00:00Z\"";
    private static final CdsClientSettings CLIENT = client();

    private final FeedbackReader reader = new FeedbackReader();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '§',
            value = {
                "'card':7 ; card",
                "'card':'x','outcome':'overridden' ; card",
                "CARD ; outcomeTimestamp",
                "CARD,'outcomeTimestamp':'yesterday' ; outcomeTimestamp",
                "CARD,'outcomeTimestamp':null ; outcomeTimestamp",
                "CARD,'outcomeTimestamp':'2026-11-22T10:00:00' ; outcomeTimestamp",
                "CARD,'outcomeTimestamp':'-0044-03-15T00:00:00Z' ; outcomeTimestamp",
                "CARD,'outcomeTimestamp':'+12026-11-22T10:00:00Z' ; outcomeTimestamp",
                "CARD,AT ; outcome",
                "CARD,AT,'outcome':'ignored' ; outcome",
                "CARD,AT,'outcome':'accepted' ; acceptedSuggestions",
                "CARD,AT,'outcome':'accepted','acceptedSuggestions':[] ; acceptedSuggestions",
                "CARD,AT,'outcome':'accepted','acceptedSuggestions':[{'id':'x'}] ; acceptedSuggestions[0].id",
                "CARD,AT,'outcome':'overridden','overrideReason':'no' ; overrideReason",
                "CARD,AT,'outcome':'overridden','overrideReason':{'reason':'no'} ; overrideReason.reason",
                "CARD,AT,'outcome':'overridden','overrideReason':{'reason':{}} ; overrideReason.reason.code",
                "CARD,AT,'outcome':'overridden','overrideReason':{'userComment':7} ; overrideReason.userComment"
            })
    void aWrongEntryIsNamedByIndexAndFieldAndCostsNoOther(String entry, String field) {
        String wrong = entry.replace("AT", "'outcomeTimestamp':'2026-11-22T10:00:00Z'")
                .replace("CARD", CARD)
                .replace('\'', '"');

        FeedbackReader.Batch batch = read("{" + OVERRIDDEN + "},{" + wrong + "},{" + OVERRIDDEN + "}");

        assertThat(batch.entries()).hasSize(2);
        assertThat(batch.wrong())
                .singleElement()
                .extracting(FieldProblem::field)
                .isEqualTo("feedback[1]." + field);
    }

    @Test
    void theSameMomentIsTheSameHoweverItIsWritten() {
        FeedbackReader.Batch batch = read("{" + OVERRIDDEN + "},{"
                + OVERRIDDEN.replace("2026-11-22T10:00:00Z", "2026-11-22T12:00:00.000+02:00") + "}");

        assertThat(batch.entries())
                .extracting(FeedbackReader.Feedback::at)
                .containsOnly(Instant.parse("2026-11-22T10:00:00Z"));
    }

    @Test
    void aReasonOfTheClientsOwnIsNoneOfOursAndItsWordsAreKept() {
        assertThat(overridden("\"reason\":{\"code\":\"other\",\"system\":\"http://ehr.example\",\"display\":\"Busy\"}"))
                .isEqualTo(new FeedbackReader.Overridden("http://ehr.example|other", "Busy"));
        assertThat(overridden("\"reason\":{\"code\":\"will-monitor\"},\"userComment\":\"soon\""))
                .isEqualTo(new FeedbackReader.Overridden("will-monitor", "soon"));
        assertThat(overridden("\"userComment\":\"" + "x".repeat(9_000) + "\"").comment())
                .hasSize(2_001);
    }

    @Test
    void aBatchIsBounded() {
        String entries =
                IntStream.range(0, 501).mapToObj(i -> "{" + OVERRIDDEN + "}").collect(Collectors.joining(","));

        assertThatThrownBy(() -> read(entries)).hasMessageStartingWith("feedback: expected an array of 1 to 500");
        assertThatThrownBy(() -> read("")).hasMessageStartingWith("feedback: expected an array of 1 to 500");
    }

    @Test
    void aClientOfVersion3MaySendAnEmptyBatch() {
        var three = TestClients.with("version", "3.0").issuers().getFirst().cdsClient();

        assertThat(reader.read(body(""), three).entries()).isEmpty();
    }

    private FeedbackReader.Overridden overridden(String reason) {
        return (FeedbackReader.Overridden) read("{" + OVERRIDDEN + ",\"overrideReason\":{" + reason + "}}")
                .entries()
                .getFirst()
                .outcome();
    }

    private FeedbackReader.Batch read(String entries) {
        return reader.read(body(entries), CLIENT);
    }

    private static byte[] body(String entries) {
        return ("{\"feedback\":[" + entries + "]}").getBytes(StandardCharsets.UTF_8);
    }

    private static CdsClientSettings client() {
        CdsClientSettings client = TestClients.with().issuers().getFirst().cdsClient();
        assertThat(client).isNotNull();
        return client;
    }
}
