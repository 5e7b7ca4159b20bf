package org.prodrome.fhir.writeback;

import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Map;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations;
import org.hl7.fhir.r4.model.Reference;

/** A draft in words, as a note for the chart. */
final class DraftNote {
    private static final String CODES = "note-codes.tsv";

    private DraftNote() {}

    static DocumentReference of(DraftProposal proposal, DraftContext context) {
        DraftForm form = context.form("DocumentReference");
        var note = new DocumentReference();
        note.addIdentifier(DraftResources.identifier(context));
        note.setStatus(Enumerations.DocumentReferenceStatus.CURRENT);
        note.setDocStatus(DocumentReference.ReferredDocumentStatus.fromCode(form.status()));
        note.setType(code("type"));
        note.addCategory(code("category"));
        note.setSubject(DraftResources.subject(context));
        note.setDate(Date.from(context.at()));
        Reference author = DraftResources.person(form, context);
        if (author != null) {
            note.addAuthor(author);
        }
        note.setDescription("Prodrome: " + DraftWords.title(proposal));
        note.addContent().getAttachment().setContentType(form.text()).setData(text(form, proposal, context));
        Reference encounter = DraftResources.encounter(form, context);
        if (encounter != null) {
            note.getContext().addEncounter(encounter);
        }
        return note;
    }

    private static byte[] text(DraftForm form, DraftProposal proposal, DraftContext context) {
        String words = DraftWords.of(proposal, context);
        String text = form.text().equals("application/xhtml+xml") ? xhtml(words) : words;
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String xhtml(String words) {
        String escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>Draft"
                + "</title></head><body><p>" + escaped.replace("\n", "<br/>") + "</p></body></html>";
    }

    private static CodeableConcept code(String use) {
        DataTable table = DataTable.load(CODES);
        Map<String, String> row = table.rows().stream()
                .filter(one -> table.cell(one, "use").equals(use))
                .findFirst()
                .orElseThrow(() -> DataTable.unusable(CODES, "expected a row for " + use));
        var concept = new CodeableConcept();
        concept.addCoding()
                .setSystem(table.cell(row, "system"))
                .setCode(table.cell(row, "code"))
                .setDisplay(table.cell(row, "display"));
        return concept;
    }
}
