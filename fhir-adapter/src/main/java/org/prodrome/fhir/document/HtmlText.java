package org.prodrome.fhir.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/**
 * HTML to text: paragraphs, lists and tables keep their breaks; scripts, styles and what was struck out or is hidden are
 * left out. Nothing is run, nothing is fetched.
 */
final class HtmlText implements NodeFilter {
    private static final Map<String, ElementRole> ROLES = ElementRole.load("html-elements.tsv");

    private final Layout layout;
    private final int depth;
    private int preformatted;

    private HtmlText(Limits limits) {
        this.layout = new Layout(limits.characters());
        this.depth = limits.depth();
    }

    static String read(byte[] data, @Nullable Charset named, Limits limits) {
        var reading = new HtmlText(limits);
        parse(data, named).filter(reading);
        return reading.layout.text();
    }

    private static Document parse(byte[] data, @Nullable Charset named) {
        try {
            return Jsoup.parse(new ByteArrayInputStream(data), named == null ? null : named.name(), "");
        } catch (IOException e) {
            throw new DocumentBroken("expected HTML in a known charset");
        }
    }

    @Override
    public FilterResult head(Node node, int level) {
        if (level > depth) {
            throw new DocumentBroken("expected elements nested at most " + depth + " deep, got more");
        }
        return switch (node) {
            case TextNode text -> write(text.getWholeText());
            case Element element -> open(element);
            default -> FilterResult.CONTINUE;
        };
    }

    @Override
    public FilterResult tail(Node node, int level) {
        ElementRole role = node instanceof Element element ? role(element) : null;
        if (role != null) {
            preformatted -= role == ElementRole.PRE ? 1 : 0;
            role.close(layout);
        }
        return FilterResult.CONTINUE;
    }

    private FilterResult open(Element element) {
        ElementRole role = role(element);
        if (role == ElementRole.SKIP || isHidden(element)) {
            return FilterResult.SKIP_ENTIRELY;
        }
        if (role != null) {
            preformatted += role == ElementRole.PRE ? 1 : 0;
            role.open(layout);
        }
        return FilterResult.CONTINUE;
    }

    private FilterResult write(String text) {
        if (preformatted > 0) {
            layout.preformatted(text.replace("\r\n", "\n"));
        } else {
            layout.words(text);
        }
        return FilterResult.CONTINUE;
    }

    private static @Nullable ElementRole role(Element element) {
        @Nullable ElementRole role = ROLES.get(element.normalName());
        return role;
    }

    private static boolean isHidden(Element element) {
        String style = element.attr("style").toLowerCase(Locale.ROOT).replace(" ", "");
        return element.hasAttr("hidden")
                || style.contains("display:none")
                || style.contains("visibility:hidden")
                || style.contains("line-through");
    }
}
