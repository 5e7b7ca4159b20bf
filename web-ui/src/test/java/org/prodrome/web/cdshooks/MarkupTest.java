package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;
import org.prodrome.reasoning.finding.Stage;

/** Whatever the words of the record are, on a card they are words: GitHub Markdown of them has the shape of harmless ones. */
class MarkupTest {
    private static final Parser MARKDOWN =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private static final HtmlRenderer HTML =
            HtmlRenderer.builder().extensions(List.of(TablesExtension.create())).build();
    /** What GitHub's autolink extension finds in text. */
    private static final Pattern LINKED =
            Pattern.compile("(?i)(https?|ftp)://|www\\.|(mailto|xmpp):\\S+@|[a-z0-9._+-]+@[a-z0-9]");

    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> fragments = Arbitraries.of(
                "<img src=x onerror=alert(1)>",
                "<script>",
                "</div>",
                "<!-- ",
                "<https://evil.example>",
                "[here](javascript:alert(1))",
                "![p](http://evil.example/p.png)",
                "[r]: http://evil.example",
                "[r][r]",
                "http://evil.example",
                "HTTPS://EVIL.EXAMPLE",
                "www.evil.example",
                "WWW.evil.example",
                "mailto:a@evil.example",
                "a@evil.example",
                "# heading",
                "\n# heading\n",
                "\r\n\r\n## heading",
                "\n---\n",
                "\n===\n",
                "- item",
                "* item",
                "1. item",
                "1) item",
                "> quote",
                "    code",
                "\tcode",
                "`code`",
                "```\ncode",
                "~~~",
                "**bold**",
                "__bold__",
                "~~gone~~",
                "|a|b|\n|-|-|\n|1|2|",
                "&lt;b&gt;",
                "&#60;b&#62;",
                "\\",
                "\u202e\u2066",
                "\u2028# heading",
                "\u0000\u0007",
                "\u200b",
                "<3 mL/min",
                "b&b");
        Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(12);
        return Arbitraries.oneOf(fragments, any)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 1_000)
    void theDetailOfACardHasTheShapeOfHarmlessWords(@ForAll("hostile") String words) {
        Assume.that(!CardDetail.escaped(words).isBlank());
        Node document = MARKDOWN.parse(detail(words));

        assertThat(shape(document)).isEqualTo(shape(MARKDOWN.parse(detail("word"))));
        assertThat(HTML.render(document).replaceAll("</?(p|strong|ul|li)>", "")).doesNotContain("<");
        assertThat(LINKED.matcher(TextContentRenderer.builder().build().render(document))
                        .find())
                .isFalse();
    }

    @Property(tries = 1_000)
    void plainTextIsNeitherLinkNorTagNorHeadingForAClientThatTakesItForMarkup(@ForAll("hostile") String words) {
        String plain = PlainWords.of(words, PlainWords.SUMMARY);

        assertThat(plain).hasSizeLessThan(140).doesNotContain("\n").doesNotContainPattern("<[A-Za-z/!?]");
        assertThat(nodes(MARKDOWN.parse(plain)))
                .noneMatch(node -> node instanceof Link
                        || node instanceof Image
                        || node instanceof Heading
                        || node instanceof HtmlInline
                        || node instanceof HtmlBlock);
        assertThat(LINKED.matcher(plain).find()).isFalse();
    }

    @Property(tries = 200)
    void everyPlainPlaceOfACardIsTreatedSo(@ForAll("hostile") String words) {
        Assume.that(!PlainWords.of(words).isBlank());
        var renderer = CdsSite.shared().bean(CdsCardRenderer.class);
        var card = renderer.render(
                TestCards.saying(words),
                TestCards.request(),
                TestClients.with().issuers().getFirst());
        String expected = PlainWords.of(words);

        assertThat(card.summary())
                .isEqualTo(PlainWords.of(TestCards.saying(words).card().summary(), PlainWords.SUMMARY));
        assertThat(card.source().label()).isEqualTo(PlainWords.of("Prodrome: " + words));
        assertThat(card.source().topic()).isNotNull();
        assertThat(card.source().topic().display()).isEqualTo(expected);
        assertThat(card.suggestions()).allSatisfy(suggestion -> {
            assertThat(suggestion.label()).isEqualTo(expected);
            assertThat(suggestion.actions())
                    .allSatisfy(action -> assertThat(action.description()).isEqualTo(expected));
        });
    }

    private static String detail(String words) {
        return CardDetail.of(TestCards.saying(words).card(), Stage.GENERAL, List.of(words));
    }

    private static List<String> shape(Node document) {
        return nodes(document)
                .filter(node -> !(node instanceof Text))
                .map(node -> node.getClass().getSimpleName())
                .toList();
    }

    private static Stream<Node> nodes(Node node) {
        List<Node> children = new ArrayList<>();
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            children.add(child);
        }
        return Stream.concat(Stream.of(node), children.stream().flatMap(MarkupTest::nodes));
    }
}
