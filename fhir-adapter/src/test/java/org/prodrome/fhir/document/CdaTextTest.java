package org.prodrome.fhir.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class CdaTextTest {

    @Test
    void readsTheNarrativeOfEachSectionUnderItsTitle() {
        assertThat(read(sections("""
            <section><title>Allergies</title><text><list><item>Penicillin: hives</item><item>Latex</item></list></text>
             <entry><act><code displayName="ignored"/><text>ignored</text></act></entry></section></component>
            <component><section><title>Results</title><text>
             <table><thead><tr><th>Test</th><th>Value</th></tr></thead><tbody><tr><td>K</td><td>4.1</td></tr></tbody></table>
             <paragraph>Stable.</paragraph></text></section>""")))
                .isEqualTo("Allergies\n\n- Penicillin: hives\n- Latex\n\nResults\n\nTest | Value\nK | 4.1\n\nStable.");
    }

    @Test
    void readsSectionsWithinSections() {
        assertThat(read(sections("""
            <section><title>Plan</title><text>Rest.</text>
             <component><section><title>Goals</title><text>Walk.</text></section></component></section>"""))).isEqualTo("Plan\nRest.\n\nGoals\nWalk.");
    }

    @Test
    void theHeaderIsNoText() {
        assertThat(read("<ClinicalDocument xmlns=\"urn:hl7-org:v3\"><title>Note</title><recordTarget><patientRole>"
                        + "<patient><name>Ada</name></patient></patientRole></recordTarget></ClinicalDocument>"))
                .isEmpty();
    }

    @Test
    void textDeletedByARevisionIsLeftOut() {
        assertThat(read(sections("<section><text>Allergic to <content revised=\"delete\">penicillin</content>"
                        + "<content revised=\"insert\">latex</content></text></section>")))
                .isEqualTo("Allergic to latex");
    }

    @Test
    void readsABodyInAnotherFormat() {
        String rtf = Base64.getMimeEncoder().encodeToString("{\\rtf1 well\\par}".getBytes(UTF_8));

        assertThat(read(document("<nonXMLBody><text mediaType=\"text/rtf\" representation=\"B64\">" + rtf
                        + "</text></nonXMLBody>")))
                .isEqualTo("well");
        assertThat(reading(document("<nonXMLBody><text mediaType=\"application/pdf\" representation=\"B64\">JVBERg=="
                        + "</text></nonXMLBody>")))
                .isEqualTo(new Reading.Unsupported("format application/pdf"));
    }

    @Test
    void readsTheEncodingThatTheDocumentDeclares() {
        String xml = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"
                + sections("<section><text>Müdigkeit</text></section>");

        assertThat(AttachmentText.read("text/xml", xml.getBytes(ISO_8859_1))).isEqualTo(new Reading.Text("Müdigkeit"));
    }

    @Test
    void otherXmlIsNotRead() {
        assertThat(reading("<ClinicalDocument><section><text>x</text></section></ClinicalDocument>"))
                .isEqualTo(new Reading.Unsupported("XML that is no C-CDA document"));
        assertThat(reading("<feed><section><text>x</text></section></feed>"))
                .isEqualTo(new Reading.Unsupported("XML that is no C-CDA document"));
    }

    @Test
    void aDocumentThatDeclaresEntitiesIsRefused() {
        var refused = new Reading.Broken("expected no document type declaration, got one");

        assertThat(reading("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                        + sections("<section><text>&x;</text></section>")))
                .isEqualTo(refused);
        assertThat(reading("<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
                        + sections("<section><text>&b;&b;&b;</text></section>")))
                .isEqualTo(refused);
        assertThat(reading("<!DOCTYPE a SYSTEM \"http://nowhere.invalid/a.dtd\">" + sections("")))
                .isEqualTo(refused);
    }

    @Test
    void brokenXmlIsBrokenAndItsTextIsNotRepeated() {
        assertThat(reading(sections("<section><text>Ada</section>")))
                .isEqualTo(new Reading.Broken("expected well-formed XML"));
    }

    @Test
    void elementsNestedBeyondTheLimitAreBroken() {
        assertThat(reading(sections("<section><text>" + "<content>".repeat(100_000))))
                .isEqualTo(new Reading.Broken("expected elements nested at most 192 deep, got more"));
    }

    private static String sections(String sections) {
        return document("<structuredBody><component>" + sections + "</component></structuredBody>");
    }

    private static String document(String body) {
        return "<ClinicalDocument xmlns=\"urn:hl7-org:v3\"><component>" + body + "</component></ClinicalDocument>";
    }

    private static Reading reading(String xml) {
        return AttachmentText.read("application/xml", xml.getBytes(UTF_8));
    }

    private static String read(String xml) {
        return reading(xml) instanceof Reading.Text text ? text.text() : "not read: " + reading(xml);
    }
}
