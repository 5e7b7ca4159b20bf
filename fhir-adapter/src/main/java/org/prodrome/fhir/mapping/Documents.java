package org.prodrome.fhir.mapping;

import java.util.List;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.DocumentReferenceContentComponent;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.NoteDocument;

/** DocumentReference to {@link NoteDocument}, with the text of all attachments that can be read. */
final class Documents {
    private static final String TEXT = "DocumentReference.text";

    private Documents() {}

    static Mapped map(DocumentReference document, Times times) {
        if (document.getStatus() == DocumentReferenceStatus.SUPERSEDED) {
            return Mapped.out(Excluded.NOT_DONE);
        }
        var presented = Presented.all(TEXT, attachments(document));
        return Mapped.event(
                new NoteDocument(
                        Sources.of(document),
                        Concepts.speaks(document.getType())
                                ? Concepts.of(document.getType())
                                : Concepts.first(document.getCategory(), document.getDescription()),
                        time(document, times),
                        presented.text()),
                presented.shortfalls());
    }

    private static @Nullable EventTime time(DocumentReference document, Times times) {
        return Times.firstOf(
                times.of(document.getDateElement()),
                times.of(document.getContext().getPeriod().getStartElement()));
    }

    private static List<Attachment> attachments(DocumentReference document) {
        return document.getContent().stream()
                .map(DocumentReferenceContentComponent::getAttachment)
                .toList();
    }
}
