package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CardDetailTest {

    @Test
    void noMarkupFromTheRecordIsLive() {
        assertThat(CardDetail.escaped("<img src=x onerror=alert(1)>"))
                .doesNotContain("<")
                .doesNotContain(">");
        assertThat(CardDetail.escaped("[click](javascript:alert(1))")).startsWith("\\[click\\]");
        assertThat(CardDetail.escaped("see http://evil.example and www.evil.example"))
                .doesNotContain("http://")
                .doesNotContain(" www.");
        assertThat(CardDetail.escaped("a\n# b")).doesNotContain("\n");
        assertThat(CardDetail.escaped("# heading")).startsWith("\\#");
        assertThat(CardDetail.escaped("- item")).startsWith("\\-");
    }

    @Test
    void figuresAndUnitsReadAsTheyAre() {
        assertThat(CardDetail.escaped("eGFR 24.5 mL/min/1.73 m2 (2026-09-20)"))
                .isEqualTo("eGFR 24.5 mL/min/1.73 m2 (2026-09-20)");
    }
}
