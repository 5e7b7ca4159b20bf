package org.prodrome.reasoning.training;

import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.failure.ReasoningException.BrokenDataFile;
import org.prodrome.reasoning.timeline.DataFile;

/**
 * {@code card.xml}: the Applied Model Card of the Coalition for Health AI, filled from the source attributes.
 *
 * @param source of the element names and their order
 * @param date when the file was last checked
 * @param namespace of every element
 * @param root the card
 */
record AppliedCard(String source, String date, String namespace, Element root) {

    /**
     * One element: text, children, or the figures of one part of an evaluation.
     *
     * @param text with {@code {key}} where an attribute's text goes
     */
    record Element(
            String name, @Nullable String text, @Nullable List<Element> children, CardFigures.@Nullable Part metrics) {}

    static AppliedCard load() {
        return DataFile.read(AppliedCard.class, "applied-model-card.json", AppliedCard.class);
    }

    /** The card as XML. */
    String xml(ModelCard card, List<CardFigures.Metric> figures) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.setDefaultNamespace(namespace);
            new Writing(xml, namespace, words(card), figures).write(root, 0);
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new BrokenDataFile("applied-model-card.json: could not be written as XML", e);
        }
        return text.toString();
    }

    private static Map<String, String> words(ModelCard card) {
        Map<String, String> words = new HashMap<>();
        words.put("name", card.name());
        words.put("version", card.version());
        words.put("model-type", card.modelType());
        words.put(
                "syntheticNotice",
                card.synthetic() ? "Trained on synthetic patients: it says nothing of real ones." : "");
        card.attributes().forEach(attribute -> words.put(attribute.key(), attribute.text()));
        return words;
    }

    private record Writing(
            XMLStreamWriter xml, String namespace, Map<String, String> words, List<CardFigures.Metric> figures) {

        void write(Element element, int depth) throws XMLStreamException {
            start(element.name(), depth);
            if (depth == 0) {
                xml.writeDefaultNamespace(namespace);
            }
            if (element.text() != null) {
                xml.writeCharacters(clean(ModelCard.fill(element.text(), words)));
            } else if (element.metrics() != null) {
                metrics(element.metrics(), depth + 1);
                line(depth);
            } else if (element.children() != null) {
                for (Element child : element.children()) {
                    write(child, depth + 1);
                }
                line(depth);
            }
            xml.writeEndElement();
        }

        /** The schema asks for one at least: without an evaluation, that there was none. */
        private void metrics(CardFigures.Part part, int depth) throws XMLStreamException {
            List<CardFigures.Metric> own =
                    figures.stream().filter(metric -> metric.part() == part).toList();
            for (CardFigures.Metric metric : own.isEmpty() ? List.of(CardFigures.Metric.none(part)) : own) {
                start("MetricResult", depth);
                leaf("Label", metric.label(), depth + 1);
                leaf("ValueJson", metric.json(), depth + 1);
                line(depth);
                xml.writeEndElement();
            }
        }

        private void leaf(String name, String text, int depth) throws XMLStreamException {
            start(name, depth);
            xml.writeCharacters(clean(text));
            xml.writeEndElement();
        }

        private void start(String name, int depth) throws XMLStreamException {
            line(depth);
            xml.writeStartElement(namespace, name);
        }

        private void line(int depth) throws XMLStreamException {
            xml.writeCharacters("\n" + "  ".repeat(depth));
        }

        /** What XML 1.0 cannot hold is left out. */
        private static String clean(String text) {
            return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "")
                    .strip();
        }
    }
}
