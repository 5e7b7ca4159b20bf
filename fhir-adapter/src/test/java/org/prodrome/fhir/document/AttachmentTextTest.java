package org.prodrome.fhir.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

class AttachmentTextTest {

    @Test
    void saysWhichMediaTypesItReads() {
        assertThat(AttachmentText.canRead("text/plain; charset=utf-8")).isTrue();
        assertThat(AttachmentText.canRead("TEXT/HTML")).isTrue();
        assertThat(AttachmentText.canRead("text/rtf")).isTrue();
        assertThat(AttachmentText.canRead("application/xml")).isTrue();
        assertThat(AttachmentText.canRead("application/pdf")).isFalse();
        assertThat(AttachmentText.canRead(null)).isFalse();
    }

    @Test
    void readsPlainTextInTheCharsetThatIsNamed() {
        assertThat(read("text/plain; charset=ISO-8859-1", "Müdigkeit".getBytes(ISO_8859_1)))
                .isEqualTo(new Reading.Text("Müdigkeit"));
        assertThat(read("text/plain;charset=\"UTF-16LE\"", "37 °C".getBytes(UTF_16LE)))
                .isEqualTo(new Reading.Text("37 °C"));
    }

    @Test
    void readsUnnamedPlainTextAsUtf8ElseAsOlderSystemsWriteIt() {
        assertThat(read("text/plain", "37 °C".getBytes(UTF_8))).isEqualTo(new Reading.Text("37 °C"));
        assertThat(read("text/plain", "37 °C – stable".getBytes(Charset.forName("windows-1252"))))
                .isEqualTo(new Reading.Text("37 °C – stable"));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() {
        byte[] marked = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'w', 'e', 'l', 'l'};

        assertThat(read("text/plain", marked)).isEqualTo(new Reading.Text("well"));
    }

    @Test
    void anUnknownCharsetCostsNoText() {
        assertThat(read("text/plain; charset=x-nobody-knows", "stable".getBytes(UTF_8)))
                .isEqualTo(new Reading.Text("stable"));
    }

    @Test
    void lineEndsBecomeOneKind() {
        assertThat(read("text/plain", "a\r\nb\rc\n".getBytes(UTF_8))).isEqualTo(new Reading.Text("a\nb\nc\n"));
    }

    @Test
    void bytesThatAreNoTextAreBroken() {
        assertThat(read("text/plain", new byte[] {'a', 0, 'b'}))
                .isEqualTo(new Reading.Broken("expected text, got control characters"));
    }

    @Test
    void otherFormatsAreNamedAndLeft() {
        assertThat(read("application/pdf", new byte[] {'%', 'P', 'D', 'F'}))
                .isEqualTo(new Reading.Unsupported("format application/pdf"));
        assertThat(AttachmentText.read(null, new byte[0])).isInstanceOf(Reading.Unsupported.class);
    }

    @Test
    void aMediaTypeThatIsNoneIsNotRepeated() {
        assertThat(read("Ada Invented, born 1950", new byte[0]))
                .isEqualTo(new Reading.Unsupported("a format that is not read here"));
    }

    @Test
    void anAttachmentOfFiftyMegabytesIsGivenUpWithItsSize() {
        assertThat(read("text/plain", new byte[50 * 1024 * 1024]))
                .isEqualTo(new Reading.Broken("expected at most 16777216 bytes, got 52428800"));
    }

    @Test
    void aTextOverTheLimitIsBrokenAsAWhole() {
        var limits = new Limits(1000, 10, 10);

        assertThat(AttachmentText.read(MediaType.parse("text/plain"), "no sign of cancer".getBytes(UTF_8), limits))
                .isEqualTo(new Reading.Broken("expected at most 10 characters, got more"));
        assertThat(AttachmentText.read(MediaType.parse("text/html"), "<p>no sign of cancer".getBytes(UTF_8), limits))
                .isEqualTo(new Reading.Broken("expected at most 10 characters, got more"));
    }

    @Test
    void aTextNeverShowsInAMessage() {
        assertThat(new Reading.Text("Ada Invented").toString()).isEqualTo("Text[12 characters]");
    }

    private static Reading read(String contentType, byte[] data) {
        return AttachmentText.read(contentType, data);
    }
}
