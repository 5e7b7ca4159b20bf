package org.prodrome.fhir.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

class HtmlTextTest {

    @Test
    void paragraphsAndHeadingsStayApart() {
        assertThat(read("<h1>Assessment</h1><p>Stable  since\n May.</p><p>No fever.</p>"))
                .isEqualTo("Assessment\n\nStable since May.\n\nNo fever.");
    }

    @Test
    void listsAndTablesKeepTheirRows() {
        assertThat(read("<ul><li>metformin</li><li>lisinopril</li></ul>")).isEqualTo("- metformin\n- lisinopril");
        assertThat(read("<table><tr><th>K</th><td>4.1</td></tr><tr><th>Na</th><td></td><td>low</td></tr></table>"))
                .isEqualTo("K | 4.1\nNa | | low");
    }

    @Test
    void breaksAndInlineElementsDoNotTearWords() {
        assertThat(read("hyper<b>ten</b>sion<br>since 2010<br/><br/>treated"))
                .isEqualTo("hypertension\nsince 2010\n\ntreated");
    }

    @Test
    void whatIsNoTextOfTheDocumentIsLeftOut() {
        assertThat(read("""
            <html><head><title>t</title><style>p{}</style></head><body onload="x()">
            <script>document.write('cancer')</script><p>Well.</p><!-- cancer -->
            <iframe src="http://nowhere.invalid/">cancer</iframe></body></html>""")).isEqualTo("Well.");
    }

    @Test
    void whatWasStruckOutOrIsHiddenIsLeftOut() {
        assertThat(read("<p>Allergic to <del>penicillin</del> <s>sulfa</s> latex"
                        + "<span style='display: none'> peanuts</span><span hidden> eggs</span>"
                        + "<span style=\"text-decoration : line-through\"> wasps</span>.</p>"))
                .isEqualTo("Allergic to latex.");
    }

    @Test
    void preformattedTextKeepsItsLines() {
        assertThat(read("<pre>BP  140/90\r\nHR  70</pre>")).isEqualTo("BP 140/90\nHR 70");
    }

    @Test
    void entitiesBecomeCharacters() {
        assertThat(read("<p>K&nbsp;&lt;&nbsp;3.5&deg; &amp; rising</p>")).isEqualTo("K < 3.5° & rising");
    }

    @Test
    void theCharsetInTheDocumentCountsWhereNoneIsNamed() {
        byte[] latin = "<meta charset='windows-1252'><p>Müdigkeit</p>".getBytes(Charset.forName("windows-1252"));

        assertThat(AttachmentText.read("text/html", latin)).isEqualTo(new Reading.Text("Müdigkeit"));
    }

    @Test
    void aDocumentNestedBeyondTheLimitIsBroken() {
        assertThat(AttachmentText.read("text/html", ("<div>".repeat(100_000) + "x").getBytes(UTF_8)))
                .isInstanceOf(Reading.Broken.class);
    }

    private static String read(String html) {
        return AttachmentText.read("text/html; charset=utf-8", html.getBytes(UTF_8)) instanceof Reading.Text text
                ? text.text()
                : "not read";
    }
}
