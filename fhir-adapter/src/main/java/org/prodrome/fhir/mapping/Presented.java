package org.prodrome.fhir.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hl7.fhir.r4.model.Attachment;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.document.AttachmentText;
import org.prodrome.fhir.document.Reading;
import org.prodrome.fhir.record.Gap;

/**
 * The text of several attachments, which are forms of the same document: that of the first that can be read and says
 * anything.
 *
 * @param text it, or null
 * @param shortfalls why there is none, of the attachment that came nearest; empty when there is nothing to read
 */
record Presented(@Nullable String text, List<Shortfall> shortfalls) {
    private static final Reading NOTHING = new Reading.Text("");

    static Presented of(String part, List<Attachment> attachments) {
        List<Shortfall> missing = new ArrayList<>();
        for (Attachment attachment : attachments) {
            switch (reading(attachment)) {
                case Reading.Text text
                when !text.text().isBlank() -> {
                    return new Presented(text.text(), List.of());
                }
                case Reading.Text ignored -> {}
                case Reading.Unsupported unsupported ->
                    missing.add(unread(part, Gap.Reason.NOT_SUPPORTED, unsupported.why()));
                case Reading.Broken broken -> missing.add(unread(part, Gap.Reason.UNREADABLE, broken.why()));
                case null -> missing.add(new Shortfall(part, Gap.Reason.NOT_SUPPLIED, "did not come along"));
            }
        }
        // the reasons' own order: not supported, not supplied, unreadable
        return new Presented(
                null,
                missing.stream().max(Comparator.comparing(Shortfall::reason)).stream()
                        .toList());
    }

    /** Null for a text that stands elsewhere and did not come. */
    private static @Nullable Reading reading(Attachment attachment) {
        byte[] data = attachment.getData();
        if (data != null) {
            return AttachmentText.read(attachment.getContentType(), data);
        }
        if (attachment.getUrl() == null) {
            return NOTHING;
        }
        return AttachmentText.canRead(attachment.getContentType())
                ? null
                : AttachmentText.read(attachment.getContentType(), new byte[0]);
    }

    private static Shortfall unread(String part, Gap.Reason reason, String why) {
        return new Shortfall(part, reason, "could not be read: " + why);
    }
}
