package org.prodrome.fhir.document;

import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A C-CDA document (CDA R2, section 4.3) to the narrative of its sections, each under its title; or the text of its
 * non-XML body. A document type declaration is refused, and with it every entity but XML's own: a CDA document has none.
 */
final class CdaText {
    private static final String CDA = "urn:hl7-org:v3";
    private static final Pattern ENCODING =
            Pattern.compile("^<\\?xml[^>]*encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})");
    private static final int LONGEST_DECLARATION = 256;
    private static final Map<String, ElementRole> ROLES = ElementRole.load("cda-elements.tsv");

    private final XMLStreamReader xml;
    private final Limits limits;
    private final Layout layout;
    private final List<String> path = new ArrayList<>();

    private CdaText(XMLStreamReader xml, Limits limits) {
        this.xml = xml;
        this.limits = limits;
        this.layout = new Layout(limits.characters());
    }

    static Reading read(byte[] data, Limits limits) {
        try {
            var characters = new StringReader(PlainText.decode(data, declared(data)));
            return new CdaText(factory(limits).createXMLStreamReader(characters), limits).document();
        } catch (XMLStreamException e) {
            throw new DocumentBroken("expected well-formed XML");
        }
    }

    /** The XML declaration's encoding (XML 1.0, section 4.3.3), or null; given bytes, the parser would complain on stderr. */
    private static @Nullable Charset declared(byte[] data) {
        String start = new String(data, 0, Math.min(data.length, LONGEST_DECLARATION), StandardCharsets.ISO_8859_1);
        Matcher declaration = ENCODING.matcher(start);
        return declaration.find()
                ? MediaType.parse("text/xml; charset=" + declaration.group(1)).charset()
                : null;
    }

    private static XMLInputFactory factory(Limits limits) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty("jdk.xml.maxElementDepth", limits.depth() + 1);
        return factory;
    }

    private Reading document() throws XMLStreamException {
        Reading body = null;
        while (body == null && next()) {
            body = switch (String.join("/", path.subList(Math.max(0, path.size() - 2), path.size()))) {
                case "ClinicalDocument" -> isCda() ? null : new Reading.Unsupported("XML that is no C-CDA document");
                case "section/title" -> title();
                case "section/text" -> narrative();
                case "nonXMLBody/text" -> unstructured();
                default -> path.size() > 1 ? null : new Reading.Unsupported("XML that is no C-CDA document");
            };
        }
        return body == null ? new Reading.Text(layout.text()) : body;
    }

    /** Moves to the next element that starts; false at the end of the document. */
    private boolean next() throws XMLStreamException {
        while (xml.hasNext()) {
            if (event() == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
        }
        return false;
    }

    /** The next event, with the path kept. */
    private int event() throws XMLStreamException {
        int event = xml.next();
        switch (event) {
            case XMLStreamConstants.DTD -> throw new DocumentBroken("expected no document type declaration, got one");
            case XMLStreamConstants.START_ELEMENT -> push();
            case XMLStreamConstants.END_ELEMENT -> path.removeLast();
            default -> {}
        }
        return event;
    }

    private void push() {
        if (path.size() >= limits.depth()) {
            throw new DocumentBroken("expected elements nested at most " + limits.depth() + " deep, got more");
        }
        path.add(xml.getLocalName());
    }

    private @Nullable Reading title() throws XMLStreamException {
        layout.paragraph();
        layout.words(characters());
        layout.freshLine();
        return null;
    }

    /** The narrative block the reader stands at, to its end. */
    private @Nullable Reading narrative() throws XMLStreamException {
        int outside = path.size() - 1;
        layout.freshLine();
        while (path.size() > outside) {
            int event = event();
            if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                layout.words(xml.getText());
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                open();
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                ElementRole role = role(xml.getLocalName());
                if (role != null) {
                    role.close(layout);
                }
            }
        }
        layout.paragraph();
        return null;
    }

    private void open() throws XMLStreamException {
        ElementRole role = role(xml.getLocalName());
        if (role == ElementRole.SKIP || "delete".equals(xml.getAttributeValue(null, "revised"))) {
            characters();
        } else if (role != null) {
            role.open(layout);
        }
    }

    /** A body in another format: read as that format, once; what it holds is not unwrapped again. */
    private Reading unstructured() throws XMLStreamException {
        String mediaType = xml.getAttributeValue(null, "mediaType");
        boolean isBase64 = "B64".equals(xml.getAttributeValue(null, "representation"));
        MediaType type = MediaType.parse(mediaType == null ? "text/plain" : mediaType);
        String content = characters();
        if (content.isBlank()) {
            return new Reading.Unsupported("a C-CDA document whose body is elsewhere");
        }
        if (!isBase64) {
            return new Reading.Text(content.strip());
        }
        if (Format.of(type) == Format.CDA) {
            return new Reading.Unsupported("a C-CDA document within a C-CDA document");
        }
        try {
            return AttachmentText.read(type, Base64.getMimeDecoder().decode(content), limits);
        } catch (IllegalArgumentException e) {
            throw new DocumentBroken("expected a body in base64");
        }
    }

    /** All characters to the end of the element the reader stands at. */
    private String characters() throws XMLStreamException {
        int outside = path.size() - 1;
        var text = new StringBuilder();
        while (path.size() > outside) {
            int event = event();
            if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(xml.getText());
            }
        }
        return text.toString();
    }

    private boolean isCda() {
        return CDA.equals(xml.getNamespaceURI());
    }

    private static @Nullable ElementRole role(String element) {
        @Nullable ElementRole role = ROLES.get(element);
        return role;
    }
}
