package org.prodrome.fhir.bulk.server;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a server's {@code $export} (Bulk Data Access 2.0, query parameters).
 *
 * @param level whose data
 * @param types resource types; empty for all the server gives
 * @param since only what changed since; null for everything
 * @param outputFormat NDJSON by one of its three names
 */
public record ExportOrder(
        Level level, List<String> types, @Nullable Instant since, String outputFormat) {
    /** The format's name that every server knows. */
    public static final String NDJSON = "application/fhir+ndjson";

    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z]{1,63}");
    private static final Pattern FORMAT = Pattern.compile("application/fhir\\+ndjson|application/ndjson|ndjson");

    /** Whose data an export holds. */
    public sealed interface Level {}

    /** Everything the server has. */
    public record WholeSystem() implements Level {}

    /** All patients and what belongs to them. */
    public record AllPatients() implements Level {}

    /**
     * The patients of one group.
     *
     * @param id the Group's logical id
     */
    public record MembersOf(String id) implements Level {
        private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");

        public MembersOf {
            if (!ID.matcher(id).matches() || id.chars().allMatch(c -> c == '.')) {
                throw new IllegalArgumentException("group: expected a logical id of up to 64 letters, digits, - and .");
            }
        }
    }

    public ExportOrder {
        types = List.copyOf(types);
        for (String type : types) {
            if (!isType(type)) {
                throw new IllegalArgumentException("types: expected resource types such as Patient, got " + type);
            }
        }
        if (!FORMAT.matcher(outputFormat).matches()) {
            throw new IllegalArgumentException("output format: expected " + NDJSON + ", got " + outputFormat);
        }
    }

    /** All types, from the beginning. */
    public static ExportOrder of(Level level) {
        return new ExportOrder(level, List.of(), null, NDJSON);
    }

    static boolean isType(String word) {
        return TYPE.matcher(word).matches();
    }

    /** Where the export is asked for. */
    URI kickOff(URI base) {
        var query = new ArrayList<String>();
        query.add("_outputFormat=" + encoded(outputFormat));
        if (!types.isEmpty()) {
            query.add("_type=" + encoded(String.join(",", types)));
        }
        if (since != null) {
            query.add("_since=" + encoded(since.toString()));
        }
        return URI.create(base + path() + "?" + String.join("&", query));
    }

    private String path() {
        return switch (level) {
            case WholeSystem ignored -> "/$export";
            case AllPatients ignored -> "/Patient/$export";
            case MembersOf group -> "/Group/" + group.id() + "/$export";
        };
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
