package org.prodrome.fhir.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AttachmentTextProperties {

    @Property
    void anyBytesUnderAnyNameAreReadOrGivenUpAndNeverThrow(
            @ForAll("mediaTypes") String mediaType, @ForAll byte[] data) {
        assertThat(AttachmentText.read(mediaType, data)).isNotNull();
    }

    @Property
    void anyMixOfRtfsOwnPartsIsReadOrGivenUp(@ForAll("rtfParts") List<String> parts) {
        String rtf = parts.stream().collect(Collectors.joining("", "{\\rtf1 ", "}"));

        assertThat(AttachmentText.read("text/rtf", rtf.getBytes(ISO_8859_1))).isNotNull();
    }

    @Property
    void wordsInAParagraphComeBackFromEveryFormat(@ForAll("words") List<String> words) {
        String text = String.join(" ", words);

        assertThat(List.of(
                        AttachmentText.read("text/plain", text.getBytes(UTF_8)),
                        AttachmentText.read("text/html", ("<p>" + text + "</p>").getBytes(UTF_8)),
                        AttachmentText.read("text/rtf", ("{\\rtf1 " + text + "\\par}").getBytes(UTF_8)),
                        AttachmentText.read(
                                "text/xml",
                                ("<ClinicalDocument xmlns='urn:hl7-org:v3'><section><text>" + text
                                                + "</text></section></ClinicalDocument>")
                                        .getBytes(UTF_8))))
                .containsOnly(new Reading.Text(text));
    }

    @Provide
    Arbitrary<String> mediaTypes() {
        return Arbitraries.of("text/plain", "text/html", "text/rtf", "application/xml", "text/plain; charset=utf-16");
    }

    @Provide
    Arbitrary<List<String>> rtfParts() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "\\",
                        "\\'",
                        "\\'e9",
                        "\\u8805",
                        "\\uc9",
                        "\\f1 ",
                        "\\bin3 ",
                        "\\*",
                        "\\par ",
                        "{\\fonttbl",
                        "\\fcharset128",
                        "\\ansicpg99999",
                        "x",
                        "\\-",
                        "-",
                        "7",
                        "\\pict",
                        "\\v",
                        "\\plain ")
                .list()
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<String>> words() {
        return Arbitraries.strings()
                .alpha()
                .ofMinLength(1)
                .ofMaxLength(12)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }
}
