package org.prodrome.fhir.mapping;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Attachment;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.document.AttachmentText;
import org.prodrome.fhir.document.Reading;
import org.prodrome.fhir.record.Gap;

/**
 * The text of several attachments.
 *
 * @param text it, or null
 * @param shortfalls where there is no text: why, of the attachment that came nearest, or nothing where there is nothing to
 *     read; beside a text: each attachment that may have said more
 */
record Presented(@Nullable String text, List<Shortfall> shortfalls) {
    private static final Reading NOTHING = new Reading.Text("");

    /** Of forms that must all say the same, as those of a report: the first that can be read and says anything. */
    static Presented first(String part, List<Attachment> attachments) {
        List<Read> read = read(part, attachments);
        return read.stream()
                .map(Read::text)
                .filter(Objects::nonNull)
                .findFirst()
                .map(text -> new Presented(text, List.of()))
                .orElseGet(() -> nearest(read));
    }

    /**
     * Of contents that should say the same in different formats, and often do not: all that can be read, an equal text
     * once. One that was not read counts as a form of those that were, unless it is broken or of the same format.
     */
    static Presented all(String part, List<Attachment> attachments) {
        List<Read> read = read(part, attachments);
        var texts = new LinkedHashMap<String, String>();
        read.stream()
                .flatMap(one -> Stream.ofNullable(one.text()))
                .forEach(text -> texts.putIfAbsent(text.strip().replaceAll("\\s+", " "), text));
        if (texts.isEmpty()) {
            return nearest(read);
        }
        Set<String> formats = read.stream()
                .filter(one -> one.text() != null)
                .map(Read::format)
                .collect(Collectors.toUnmodifiableSet());
        return new Presented(
                String.join("\n\n", texts.values()),
                read.stream()
                        .filter(one -> one.isBroken() || formats.contains(one.format()))
                        .flatMap(one -> Stream.ofNullable(one.shortfall()))
                        .toList());
    }

    private static Presented nearest(List<Read> read) {
        // the reasons' own order: not supported, not supplied, unreadable
        return new Presented(
                null,
                read.stream()
                        .flatMap(one -> Stream.ofNullable(one.shortfall()))
                        .max(Comparator.comparing(Shortfall::reason))
                        .stream()
                        .toList());
    }

    private static List<Read> read(String part, List<Attachment> attachments) {
        return attachments.stream().map(attachment -> Read.of(part, attachment)).toList();
    }

    /**
     * What became of one attachment.
     *
     * @param format its media type without parameters; empty where none is given
     * @param text null where there is none
     * @param shortfall null where nothing is missing
     */
    private record Read(
            String format, @Nullable String text, @Nullable Shortfall shortfall) {

        static Read of(String part, Attachment attachment) {
            String type = attachment.getContentType();
            String format = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
            return switch (reading(attachment)) {
                case Reading.Text text -> new Read(format, text.text().isBlank() ? null : text.text(), null);
                case Reading.Unsupported unsupported ->
                    new Read(format, null, unread(part, Gap.Reason.NOT_SUPPORTED, unsupported.why()));
                case Reading.Broken broken -> new Read(format, null, unread(part, Gap.Reason.UNREADABLE, broken.why()));
                case null -> new Read(format, null, new Shortfall(part, Gap.Reason.NOT_SUPPLIED, "did not come along"));
            };
        }

        boolean isBroken() {
            return shortfall != null && shortfall.reason() == Gap.Reason.UNREADABLE;
        }
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
