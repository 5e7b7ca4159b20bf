package org.prodrome.fhir.document;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The formats that are read, by the media types of {@code document-formats.tsv}. */
enum Format {
    PLAIN,
    HTML,
    RTF,
    CDA;

    private static final Map<String, Format> BY_MEDIA_TYPE = Rows.of("document-formats.tsv", 2).stream()
            .collect(Collectors.toUnmodifiableMap(row -> row.get(0), row -> valueOf(row.get(1))));

    static @Nullable Format of(MediaType type) {
        @Nullable Format known = BY_MEDIA_TYPE.get(type.name());
        return known;
    }

    Reading read(MediaType type, byte[] data, Limits limits) {
        return switch (this) {
            case PLAIN -> new Reading.Text(PlainText.read(data, type.charset()));
            case HTML -> new Reading.Text(HtmlText.read(data, type.charset(), limits));
            case RTF -> new Reading.Text(RtfText.read(data, limits));
            case CDA -> CdaText.read(data, limits);
        };
    }
}
