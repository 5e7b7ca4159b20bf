package org.prodrome.fhir.bulk.server;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.bulk.server.ExportState.Finished;

/** Puts a received file in place as gzip, having read it through once. */
final class Packing {
    private static final int BUFFER = 1 << 16;

    private Packing() {}

    /** The bytes are no gzip to their end, or no NDJSON. */
    static final class Damaged extends IOException {
        private static final long serialVersionUID = 1L;

        Damaged(String message) {
            super(message);
        }
    }

    /**
     * Puts it in place.
     *
     * @param expected lines without which it is not whole, or null
     */
    static Finished finish(Path part, boolean packed, Path target, @Nullable Long expected) throws IOException {
        Path whole = part;
        long lines;
        if (packed || looksPacked(part)) {
            lines = count(part);
        } else {
            whole = part.resolveSibling(part.getFileName() + ".gz");
            lines = pack(part, whole);
        }
        if (expected != null && expected != lines) {
            Files.deleteIfExists(whole);
            throw new Damaged("cut off");
        }
        Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(part);
        return new Finished(lines, Files.size(target));
    }

    /** A file that is gzip in itself, such as {@code Patient.ndjson.gz} from a store. */
    private static boolean looksPacked(Path part) throws IOException {
        try (InputStream in = Files.newInputStream(part)) {
            return in.read() == 0x1f && in.read() == 0x8b;
        }
    }

    private static long count(Path part) throws IOException {
        if (Files.size(part) == 0) {
            throw new Damaged("empty");
        }
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(part), BUFFER);
                InputStream in = new GZIPInputStream(raw, BUFFER)) {
            return copy(in, OutputStream.nullOutputStream());
        } catch (ZipException | EOFException e) {
            throw new Damaged("gzip");
        }
    }

    private static long pack(Path part, Path packed) throws IOException {
        Files.deleteIfExists(packed);
        try (InputStream in = Files.newInputStream(part);
                var file = OwnFiles.append(packed)) {
            var out = new GZIPOutputStream(Channels.newOutputStream(file), BUFFER);
            long lines = copy(in, out);
            out.finish();
            file.force(true);
            return lines;
        }
    }

    private static long copy(InputStream in, OutputStream out) throws IOException {
        var counter = new LineCount();
        byte[] buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            counter.add(buffer, read);
            out.write(buffer, 0, read);
        }
        if (!counter.beginsLikeNdjson()) {
            throw new Damaged("no NDJSON");
        }
        return counter.lines();
    }

    /** Counts lines that are not blank. */
    private static final class LineCount {
        private long lines;
        private boolean inLine;
        private int first = -1;

        void add(byte[] bytes, int length) {
            for (int i = 0; i < length; i++) {
                byte b = bytes[i];
                if (b == '\n') {
                    inLine = false;
                } else if (!inLine && b != ' ' && b != '\r' && b != '\t') {
                    inLine = true;
                    lines++;
                    first = first < 0 ? b & 0xff : first;
                }
            }
        }

        long lines() {
            return lines;
        }

        /** An object first, perhaps after a byte order mark; or nothing at all. */
        boolean beginsLikeNdjson() {
            return first == -1 || first == '{' || first == 0xef;
        }
    }
}
