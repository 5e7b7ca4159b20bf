package org.prodrome.fhir.mapping;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.DocumentReferenceContentComponent;
import org.hl7.fhir.r4.model.DocumentReference.ReferredDocumentStatus;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.NoteDocument;

/** DocumentReference to {@link NoteDocument}, with its first attachment that holds plain text. */
final class Documents {
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([A-Za-z0-9_-]{1,40})");

    private Documents() {}

    static Mapped map(DocumentReference document) {
        if (document.getStatus() == DocumentReferenceStatus.ENTEREDINERROR
                || document.getDocStatus() == ReferredDocumentStatus.ENTEREDINERROR) {
            return Mapped.out(Excluded.ENTERED_IN_ERROR);
        }
        if (document.getStatus() == DocumentReferenceStatus.SUPERSEDED) {
            return Mapped.out(Excluded.NOT_DONE);
        }
        return Mapped.event(new NoteDocument(
                Sources.of(document),
                Concepts.of(document.getType()),
                Times.of(document.getDateElement()),
                text(document)));
    }

    private static @Nullable String text(DocumentReference document) {
        for (DocumentReferenceContentComponent content : document.getContent()) {
            Attachment attachment = content.getAttachment();
            if (attachment.hasData() && isText(attachment)) {
                return new String(attachment.getData(), charset(attachment));
            }
        }
        return null;
    }

    private static boolean isText(Attachment attachment) {
        return attachment.hasContentType()
                && attachment.getContentType().toLowerCase(Locale.ROOT).startsWith("text/plain");
    }

    private static Charset charset(Attachment attachment) {
        Matcher named = CHARSET.matcher(attachment.getContentType());
        try {
            return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
