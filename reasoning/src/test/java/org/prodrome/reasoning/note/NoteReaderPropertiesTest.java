package org.prodrome.reasoning.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NoteReaderPropertiesTest {

    private static final NoteReader READER = NoteReader.load();
    private static final int HOSTILE = 5_000_000;

    @Property(tries = 500)
    void everyOffsetIsWithinItsSentenceAndNoTwoMentionsOverlap(@ForAll("notes") String text) {
        check(text, READER.read(text));
    }

    @Property(tries = 300)
    void anyTextIsReadWithoutAnException(@ForAll String text) {
        check(text, READER.read(text));
    }

    @Property(tries = 100)
    void aTextReadAgainGivesTheSame(@ForAll("notes") String text) {
        assertThat(READER.read(text)).isEqualTo(READER.read(text));
    }

    @Example
    void aFiveMegabyteNoteOfOneLineIsRead() {
        String text = "no fever, chills or ".repeat(HOSTILE / 20);

        check(text, READER.read(text));
    }

    @Example
    void aMillionCharactersOfOneKindOnOneLineAreRead() {
        List<String> pieces =
                List.of("a", "no ", "no fever ", "? ", "PE ", ", ", "mother ", ". ", "\n", "1 ", "pnuemoniax ", "if (");
        for (String piece : pieces) {
            String text = piece.repeat(HOSTILE / 5 / piece.length());
            check(text, READER.read(text));
        }
    }

    @Provide
    Arbitrary<String> notes() {
        return Arbitraries.of(
                        "no",
                        "denies",
                        "fever",
                        "chest pain",
                        "PE",
                        "mother",
                        "had",
                        "but",
                        ",",
                        ";",
                        ".",
                        "\n",
                        ":",
                        "?",
                        "if",
                        "warfarin",
                        "history of",
                        "Family History:",
                        "ruled out",
                        "-",
                        "(",
                        ")",
                        "[ ]",
                        "allergic to",
                        "penicillin",
                        "2015",
                        "MS",
                        "possible",
                        "Tumours",
                        "'s",
                        "\u2019",
                        "\u0000",
                        "\ud83d",
                        "diabetis",
                        "or")
                .list()
                .ofMaxSize(40)
                .map(words -> String.join(" ", words));
    }

    private static void check(String text, List<Mention> mentions) {
        int last = 0;
        for (Mention mention : mentions) {
            if (mention.start() < last || mention.end() > text.length() || mention.sentenceEnd() > text.length()) {
                throw new AssertionError("offsets: expected spans in order within the text");
            }
            last = mention.end();
        }
    }
}
