package org.prodrome.sandbox.bulk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.prodrome.sandbox.fault.DroppedConnections;

/**
 * Sends a file, compressed where the client takes gzip, from the middle where it asks for a range (RFC 9110 section 14).
 * A range counts the bytes of what is sent: the compressed ones where it is compressed, by an ETag of their own.
 */
final class FileAnswer {

    private FileAnswer() {}

    /** @param cut whether to break off half-way */
    static void send(ExportFile file, HttpServletRequest request, HttpServletResponse response, boolean cut)
            throws IOException {
        boolean gzip = takesGzip(request);
        Path path = gzip ? file.gzipped() : file.path();
        long length = Files.size(path);
        String tag = "\"" + Integer.toHexString(file.path().hashCode()) + "-" + length + (gzip ? "-gzip\"" : "\"");
        describe(response, tag, gzip);
        ByteRange range = ByteRange.of(request, tag, length);
        if (range.first() >= length) {
            response.setHeader("Content-Range", "bytes */" + length);
            response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
            return;
        }
        if (range.partial()) {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader("Content-Range", "bytes " + range.first() + "-" + range.last() + "/" + length);
        }
        response.setContentLengthLong(range.length());
        copy(path, range.first(), cut ? range.length() / 2 : range.length(), response);
        if (cut) {
            DroppedConnections.mark(request);
        }
    }

    private static void describe(HttpServletResponse response, String tag, boolean gzip) {
        response.setContentType("application/fhir+ndjson");
        response.setHeader("Accept-Ranges", "bytes");
        response.setHeader("ETag", tag);
        response.setHeader("Vary", "Accept-Encoding");
        if (gzip) {
            response.setHeader("Content-Encoding", "gzip");
        }
    }

    private static void copy(Path path, long from, long length, HttpServletResponse response) throws IOException {
        try (FileChannel in = FileChannel.open(path)) {
            OutputStream out = response.getOutputStream();
            long sent = 0;
            while (sent < length) {
                long moved = in.transferTo(from + sent, Math.min(1 << 20, length - sent), Channels.newChannel(out));
                if (moved <= 0) {
                    throw new IOException("export file: shorter than it was");
                }
                sent += moved;
            }
        }
        response.flushBuffer();
    }

    private static boolean takesGzip(HttpServletRequest request) {
        String accepted = Objects.requireNonNullElse(request.getHeader("Accept-Encoding"), "");
        return Arrays.stream(accepted.split(",", -1))
                .map(String::strip)
                .anyMatch(one -> one.startsWith("gzip") && !one.replace(" ", "").endsWith(";q=0"));
    }
}
