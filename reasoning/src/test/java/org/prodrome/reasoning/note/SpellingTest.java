package org.prodrome.reasoning.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class SpellingTest {

    private final Spelling spelling = new Spelling(Set.of("pneumonia", "prednisone"), Set.of("prednisol"));

    @Test
    void takesASlipForTheWordThatIsMeant() {
        assertThat(spelling.corrected("pneumoni")).isEqualTo("pneumonia");
        assertThat(spelling.corrected("pneumoniae")).isEqualTo("pneumonia");
        assertThat(spelling.corrected("pnuemonia")).isEqualTo("pneumonia");
        assertThat(spelling.corrected("pneumonya")).isEqualTo("pneumonia");
    }

    @Test
    void leavesTwoSlipsShortWordsAndOrdinaryWordsAlone() {
        assertThat(spelling.corrected("pnuemonya")).isEqualTo("pnuemonya");
        assertThat(spelling.corrected("predniso")).isEqualTo("predniso");
        assertThat(spelling.corrected("prednisol")).isEqualTo("prednisol");
        assertThat(spelling.corrected("pneumo")).isEqualTo("pneumo");
    }
}
