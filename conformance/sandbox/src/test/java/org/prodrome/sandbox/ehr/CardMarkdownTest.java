package org.prodrome.sandbox.ehr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardMarkdownTest {

    private final CardMarkdown markdown = new CardMarkdown();

    @Test
    void rendersTablesListsAndEmphasis() {
        assertThat(markdown.html("**a**\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n- z"))
                .contains("<strong>a</strong>", "<td>1</td>", "<li>z</li>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "a <img src=x onerror=alert(1)> b",
                "<svg/onload=alert(1)>",
                "<iframe src=//x></iframe>",
                "![t](https://x.example/t.png)",
                "![t](x onerror=alert(1))",
                "| <b onclick=x> |\n|---|\n| <style>*{}</style> |"
            })
    void makesNoElementOutOfRawHtmlOrImages(String hostile) {
        assertThat(markdown.html(hostile)).doesNotContainPattern("<(script|img|svg|iframe|style|b)[ >/]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](data:text/html,y)", "<javascript:x>"
            })
    void keepsNoLinkThatRuns(String hostile) {
        assertThat(markdown.html(hostile).toLowerCase(java.util.Locale.ROOT))
                .doesNotContainPattern("href=\"\\s*(javascript|data|vbscript):");
    }
}
