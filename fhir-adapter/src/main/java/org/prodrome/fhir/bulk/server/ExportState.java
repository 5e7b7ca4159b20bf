package org.prodrome.fhir.bulk.server;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far an export is, as {@link StateFile} keeps it. Addresses in it may be signed: the files are their owner's.
 *
 * @param request where the export was asked for
 * @param location of the job; null before the server took it
 * @param manifest what the finished job offers; null until then
 * @param begun files that are being received, by name
 * @param finished files that are whole and in place, by name
 */
record ExportState(
        String request,
        @Nullable String location,
        @Nullable Manifest manifest,
        Map<String, Begun> begun,
        Map<String, Finished> finished) {

    /**
     * What the server said of a file when it began to send it.
     *
     * @param etag strong entity tag; null without one, and then nothing can be gone on with
     * @param packed whether the bytes are gzip by Content-Encoding
     * @param length of the whole; -1 when unknown
     * @param framed whether the connection itself tells the end of the bytes from a connection that was cut
     */
    record Begun(@Nullable String etag, boolean packed, long length, boolean framed) {
        Begun ofLength(long whole) {
            return new Begun(etag, packed, whole, framed);
        }
    }

    /** A file in place. */
    record Finished(long lines, long bytes) {}

    ExportState {
        begun = Map.copyOf(begun);
        finished = Map.copyOf(finished);
    }

    static ExportState asking(String request) {
        return new ExportState(request, null, null, Map.of(), Map.of());
    }

    ExportState at(String jobLocation) {
        return new ExportState(request, jobLocation, null, begun, finished);
    }

    ExportState offering(Manifest offered) {
        return new ExportState(request, location, offered, begun, finished);
    }

    /** What changes with each file; the manifest does not. */
    ExportState progress() {
        return new ExportState(request, location, null, begun, finished);
    }

    ExportState receiving(String file, Begun how) {
        return new ExportState(request, location, manifest, with(begun, file, how), finished);
    }

    ExportState having(String file, Finished what) {
        var left = new HashMap<>(begun);
        left.remove(file);
        return new ExportState(request, location, manifest, left, with(finished, file, what));
    }

    /** The same without a file that has to be fetched again. */
    ExportState lacking(String file) {
        var left = new HashMap<>(finished);
        left.remove(file);
        return new ExportState(request, location, manifest, begun, left);
    }

    private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
        var more = new HashMap<>(map);
        more.put(key, value);
        return more;
    }
}
