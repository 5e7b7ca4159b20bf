package org.prodrome.fhir.mapping;

import java.util.List;
import org.hl7.fhir.r4.model.Attachment;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.document.AttachmentText;
import org.prodrome.fhir.document.Reading;
import org.prodrome.fhir.record.Gap;

/**
 * The text of several attachments, which are forms of the same document: that of the first that can be read.
 *
 * @param text it, or null
 * @param shortfalls why there is none, of the attachment that came nearest; empty when there is nothing to read
 */
record Presented(@Nullable String text, List<Shortfall> shortfalls) {

    static Presented of(String part, List<Attachment> attachments) {
        Shortfall nearest = null;
        for (Attachment attachment : attachments) {
            Shortfall why;
            if (attachment.getData() != null) {
                Reading reading = AttachmentText.read(attachment.getContentType(), attachment.getData());
                if (reading instanceof Reading.Text text) {
                    return new Presented(text.text(), List.of());
                }
                why = why(part, reading);
            } else if (attachment.getUrl() != null) {
                why = elsewhere(part, attachment);
            } else {
                continue;
            }
            nearest = nearest == null || why.reason().compareTo(nearest.reason()) > 0 ? why : nearest;
        }
        return new Presented(null, nearest == null ? List.of() : List.of(nearest));
    }

    /** Reasons stand in the order of their constants: not supported, not supplied, unreadable. */
    private static Shortfall why(String part, Reading reading) {
        return switch (reading) {
            case Reading.Broken broken ->
                new Shortfall(part, Gap.Reason.UNREADABLE, "could not be read: " + broken.why());
            case Reading.Unsupported unsupported ->
                new Shortfall(part, Gap.Reason.NOT_SUPPORTED, "could not be read: " + unsupported.why());
            case Reading.Text ignored -> throw new IllegalStateException("reading: expected none");
        };
    }

    private static Shortfall elsewhere(String part, Attachment attachment) {
        String contentType = attachment.getContentType();
        return AttachmentText.canRead(contentType)
                ? new Shortfall(part, Gap.Reason.NOT_SUPPLIED, "did not come along")
                : new Shortfall(part, Gap.Reason.NOT_SUPPORTED, "could not be read: " + name(contentType));
    }

    private static String name(@Nullable String contentType) {
        return AttachmentText.read(contentType, new byte[0]) instanceof Reading.Unsupported unsupported
                ? unsupported.why()
                : "a format that is not read here";
    }
}
