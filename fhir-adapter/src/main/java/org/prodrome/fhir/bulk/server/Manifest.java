package org.prodrome.fhir.bulk.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException.ExportFailed;

/**
 * What a finished job offers (Bulk Data Access 2.0, response - complete status).
 *
 * @param files of all three lists
 */
record Manifest(String transactionTime, boolean requiresAccessToken, List<Entry> files) {

    /** Which list a file is in. */
    enum Kind {
        OUTPUT(""),
        ERROR("errors/"),
        DELETED("deleted/");

        private final String folder;

        Kind(String folder) {
            this.folder = folder;
        }
    }

    /**
     * One file.
     *
     * @param name where it goes, under the output directory
     * @param count lines by the server; null where it says nothing
     */
    record Entry(
            Kind kind,
            String type,
            String name,
            URI url,
            @Nullable Long count) {}

    Manifest {
        files = List.copyOf(files);
    }

    /** Reads the pages of a manifest, one as a rule. */
    static Manifest of(List<JsonNode> pages) {
        JsonNode first = pages.getFirst();
        String time = first.path("transactionTime").asText();
        JsonNode token = first.path("requiresAccessToken");
        if (time.isBlank() || !token.isBoolean() || !first.path("output").isArray()) {
            throw new ExportFailed(
                    "manifest: expected transactionTime, requiresAccessToken and output, got another document", null);
        }
        var files = new ArrayList<Entry>();
        for (Kind kind : Kind.values()) {
            add(kind, pages, files);
        }
        return new Manifest(time, token.booleanValue(), files);
    }

    private static void add(Kind kind, List<JsonNode> pages, List<Entry> into) {
        Map<String, Integer> numbers = new HashMap<>();
        for (JsonNode page : pages) {
            for (JsonNode file : page.path(kind.name().toLowerCase(Locale.ROOT))) {
                String type = file.path("type").asText();
                if (!ExportOrder.isType(type)) {
                    throw new ExportFailed(
                            "manifest: expected a resource type with each file, got something else", null);
                }
                int number = numbers.merge(type, 1, Integer::sum);
                String name = String.format(Locale.ROOT, "%s%s.%04d.ndjson.gz", kind.folder, type, number);
                JsonNode count = file.path("count");
                into.add(new Entry(
                        kind,
                        type,
                        name,
                        url(file.path("url").asText()),
                        count.canConvertToLong() ? count.asLong() : null));
            }
        }
    }

    private static URI url(String text) {
        try {
            URI url = URI.create(text);
            if (url.getHost() != null && url.getRawUserInfo() == null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // said below; the address may hold a signature
        }
        throw new ExportFailed("manifest: expected an absolute url with each file, got something else", null);
    }

    /** Whether another reading of the same job offers the same files, perhaps at fresh addresses. */
    boolean offersTheSameAs(Manifest other) {
        return transactionTime.equals(other.transactionTime) && addresses().equals(other.addresses());
    }

    /** Names alone say only how many files of a type there are. */
    private List<String> addresses() {
        return files.stream()
                .map(file -> file.name() + " " + file.url().toString().replaceFirst("[?#].*", ""))
                .toList();
    }
}
