package org.prodrome.fhir.document;

import org.jspecify.annotations.Nullable;

/**
 * The plain text of an attachment: plain text, HTML, RTF and C-CDA. Thread-safe.
 *
 * <p>A document over the limits of {@code document-limits.tsv} is broken as a whole: half a note can say the opposite of
 * the whole one.
 */
public final class AttachmentText {
    private AttachmentText() {}

    /** Whether documents of this media type, with or without parameters, are read here; XML only when it is C-CDA. */
    public static boolean canRead(@Nullable String contentType) {
        return contentType != null && Format.of(MediaType.parse(contentType)) != null;
    }

    /**
     * Reads a document.
     *
     * @param contentType its media type, with parameters such as {@code charset}
     * @param data its bytes, unchanged
     */
    public static Reading read(@Nullable String contentType, byte[] data) {
        if (contentType == null || contentType.isBlank()) {
            return new Reading.Unsupported("no media type was given");
        }
        return read(MediaType.parse(contentType), data, Limits.SHIPPED);
    }

    static Reading read(MediaType type, byte[] data, Limits limits) {
        Format format = Format.of(type);
        if (format == null) {
            return new Reading.Unsupported(
                    type.isNameable() ? "format " + type.name() : "a format that is not read here");
        }
        if (data.length > limits.bytes()) {
            return new Reading.Broken("expected at most " + limits.bytes() + " bytes, got " + data.length);
        }
        try {
            return checked(format.read(type, data, limits), limits);
        } catch (DocumentBroken e) {
            return new Reading.Broken(e.why());
        }
    }

    private static Reading checked(Reading reading, Limits limits) {
        return reading instanceof Reading.Text text && text.text().length() > limits.characters()
                ? new Reading.Broken("expected at most " + limits.characters() + " characters, got more")
                : reading;
    }
}
