package org.prodrome.fhir.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtfTextTest {

    @Test
    void paragraphsLinesAndCellsStayApart() {
        assertThat(
                        read(
                                "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}\\f0\\fs24 Assessment\\par\r\nStable.\\line No\r\n fever.\\par}"))
                .isEqualTo("Assessment\nStable.\nNo fever.");
        assertThat(read("{\\rtf1 K\\cell 4.1\\cell\\row Na\\cell 140\\cell\\row}"))
                .isEqualTo("K\t4.1\nNa\t140");
    }

    @Test
    void whatIsNoTextOfTheDocumentIsLeftOut() {
        assertThat(read("{\\rtf1{\\colortbl;\\red0;}{\\stylesheet{\\s1 heading;}}{\\info{\\author Ada}}"
                        + "{\\*\\generator Word;}{\\header page 1}{\\pict\\pngblip 89504e47}"
                        + "{\\field{\\*\\fldinst HYPERLINK \"http://nowhere.invalid\"}{\\fldrslt here}} well}"))
                .isEqualTo("here well");
    }

    @Test
    void hiddenAndDeletedTextIsLeftOut() {
        assertThat(read("{\\rtf1 Allergic to {\\v peanuts }{\\deleted penicillin }latex\\v  eggs\\v0 .}"))
                .isEqualTo("Allergic to latex.");
    }

    @ParameterizedTest
    @CsvSource({
        "ansi\\ansicpg1252, e9, é",
        "ansi\\ansicpg1251, e9, й",
        "mac, 8e, é",
        "pc, 82, é",
        "ansi\\ansicpg932, 83\\'41, ア",
    })
    void bytesCountInTheDocumentsCodePage(String prologue, String bytes, String expected) {
        assertThat(read("{\\rtf1\\" + prologue + " \\'" + bytes + "}")).isEqualTo(expected);
    }

    @Test
    void aDoubleByteCharacterMayEndInAnOrdinaryLetter() {
        assertThat(read("{\\rtf1\\ansi\\ansicpg932 \\'83A}")).isEqualTo("ア");
    }

    @Test
    void aFontBringsItsOwnCodePage() {
        assertThat(read("{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial Cyr;}}"
                        + "\\f0 \\'e9 {\\f1 \\'e9} \\'e9}"))
                .isEqualTo("é й é");
    }

    @Test
    void aUnicodeCharacterReplacesItsFallback() {
        assertThat(read("{\\rtf1\\ansi\\uc1 \\u8805? 60}")).isEqualTo("≥ 60");
        assertThat(read("{\\rtf1\\ansi\\uc2 \\u8805>= 60}")).isEqualTo("≥ 60");
        assertThat(read("{\\rtf1\\ansi\\uc1 \\u8805\\'3e 60}")).isEqualTo("≥ 60");
        assertThat(read("{\\rtf1\\ansi{\\uc0 \\u8805}x 60}")).isEqualTo("≥x 60");
        assertThat(read("{\\rtf1\\ansi\\uc1 \\u-10179?\\u-8704?}")).isEqualTo("\uD83D\uDE00");
    }

    @Test
    void rawDataIsSteppedOver() {
        assertThat(read("{\\rtf1 before {\\*\\blipuid\\bin5 }{}\\a}after}")).isEqualTo("before after");
    }

    @Test
    void symbolsAndEscapesBecomeCharacters() {
        assertThat(read("{\\rtf1 a\\~b \\{c\\} d\\\\e\\emdash f\\bullet  well\\-being}"))
                .isEqualTo("a b {c} d\\e—f• wellbeing");
    }

    @Test
    @Timeout(20)
    void aLongRunOfSpacesCostsNoMoreThanItsLength() {
        assertThat(read("{\\rtf1 a" + " ".repeat(2_000_000) + "b\\par\\par\\par\\par c}"))
                .startsWith("a ")
                .endsWith(" b\n\nc");
    }

    @Test
    void aDocumentThatEndsEarlyIsBroken() {
        assertThat(AttachmentText.read("text/rtf", "{\\rtf1 no sign of".getBytes(ISO_8859_1)))
                .isEqualTo(new Reading.Broken("expected a closing brace for every opening one"));
    }

    @Test
    void somethingElseUnderTheNameOfRtfIsBroken() {
        assertThat(AttachmentText.read("application/rtf", "plain".getBytes(ISO_8859_1)))
                .isEqualTo(new Reading.Broken("expected RTF, which starts with {\\rtf"));
    }

    @Test
    void groupsNestedBeyondTheLimitAreBroken() {
        assertThat(AttachmentText.read("text/rtf", ("{\\rtf1" + "{".repeat(100_000)).getBytes(ISO_8859_1)))
                .isEqualTo(new Reading.Broken("expected groups nested at most 192 deep, got more"));
    }

    private static String read(String rtf) {
        return AttachmentText.read("text/rtf", rtf.getBytes(ISO_8859_1)) instanceof Reading.Text text
                ? text.text()
                : "not read";
    }
}
