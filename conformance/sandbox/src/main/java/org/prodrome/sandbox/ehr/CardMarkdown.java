package org.prodrome.sandbox.ehr;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Renders the GitHub flavoured Markdown of a card's detail. Raw HTML becomes visible text, links keep only web
 * addresses, and images (which would call home) become their description. Thread-safe.
 */
final class CardMarkdown {

    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

    private final Parser parser = Parser.builder().extensions(EXTENSIONS).build();
    private final HtmlRenderer renderer = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .urlSanitizer(new DefaultUrlSanitizer(List.of("http", "https")))
            .build();

    String html(String markdown) {
        Node document = parser.parse(markdown);
        document.accept(new WithoutImages());
        return renderer.render(document);
    }

    private static final class WithoutImages extends AbstractVisitor {
        @Override
        public void visit(Image image) {
            Node child = image.getFirstChild();
            image.insertBefore(child instanceof Text text ? new Text(text.getLiteral()) : new Text("image"));
            image.unlink();
        }
    }
}
