package org.prodrome.fhir.bulk;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException;

/** The temporary files of one reading: who takes a part deletes it. */
final class SpillFiles implements AutoCloseable {
    private static final int BUFFER = 1 << 15;

    private final List<String> types = new ArrayList<>();
    private final List<Path> sources;
    private final ExportFiles export;
    private final SpillKey key = new SpillKey();
    private final Path directory;
    private int files;

    SpillFiles(ExportFiles export) {
        this.export = export;
        this.sources = export.all();
        types.add("Patient");
        types.addAll(PatientTypes.of(export));
        try {
            this.directory = Files.createTempDirectory("prodrome-export");
        } catch (IOException e) {
            throw noRoom(e);
        }
    }

    /** One temporary file. */
    record Part(Path path, int number, int depth, long bytes) {}

    /** A line with its place in the export: Patients first, then by type, file and line. */
    record Entry(int type, int source, SourceLine line) implements Comparable<Entry> {
        private static final Comparator<Entry> IN_ORDER = Comparator.comparingInt(Entry::type)
                .thenComparingInt(Entry::source)
                .thenComparingLong(entry -> entry.line().number());

        boolean isPatient() {
            return type == 0;
        }

        @Override
        public int compareTo(Entry other) {
            return IN_ORDER.compare(this, other);
        }
    }

    /** Deals out the export's lines, several of its files at a time. */
    List<Part> deal(int count, Problems problems) {
        try (var parts = new Parts(count, 0);
                ExecutorService executor =
                        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Future<?>> pending = new ArrayList<>();
            for (int type = 0; type < types.size(); type++) {
                for (Path source : export.of(types.get(type))) {
                    int of = type;
                    pending.add(executor.submit(() -> deal(of, source, parts, problems)));
                }
            }
            pending.forEach(Parallel::result);
            return parts.finished();
        } catch (IOException e) {
            throw noRoom(e);
        }
    }

    private void deal(int type, Path source, Parts parts, Problems problems) {
        try (var lines = new TypeCursor(types.get(type), List.of(source), problems)) {
            for (SourceLine line = lines.head(); line != null; line = lines.head()) {
                if (line.subject().isEmpty()) {
                    problems.orphan();
                } else {
                    parts.write(new Entry(type, sources.indexOf(source), line));
                }
                lines.advance();
            }
        } catch (IOException e) {
            throw noRoom(e);
        }
    }

    /** Deals out one part's lines into smaller ones. */
    List<Part> dealAgain(Part large, int count) {
        try (var parts = new Parts(count, large.depth() + 1);
                DataInputStream in = open(large)) {
            for (Entry entry = read(in); entry != null; entry = read(in)) {
                parts.write(entry);
            }
            Files.delete(large.path());
            return parts.finished();
        } catch (IOException e) {
            throw noRoom(e);
        }
    }

    /** All lines of a part, which is deleted. */
    List<Entry> take(Part part) {
        var entries = new ArrayList<Entry>();
        try (DataInputStream in = open(part)) {
            for (Entry entry = read(in); entry != null; entry = read(in)) {
                entries.add(entry);
            }
            Files.delete(part.path());
            return entries;
        } catch (IOException e) {
            throw new FhirAdapterException.ExportUnusable("export: expected to read a temporary file back", e);
        }
    }

    private DataInputStream open(Part part) throws IOException {
        var raw = new BufferedInputStream(Files.newInputStream(part.path()), BUFFER);
        return new DataInputStream(
                new BufferedInputStream(new CipherInputStream(raw, key.opening(part.number())), BUFFER));
    }

    private @Nullable Entry read(DataInputStream in) throws IOException {
        int type;
        try {
            type = in.readInt();
        } catch (EOFException end) {
            return null;
        }
        int source = in.readInt();
        long number = in.readLong();
        String subject = in.readUTF();
        byte[] json = in.readNBytes(in.readInt());
        return new Entry(type, source, new SourceLine(sources.get(source), number, subject, json));
    }

    private static FhirAdapterException noRoom(IOException e) {
        return new FhirAdapterException.ExportUnusable(
                "export: expected room for temporary files, about its unpacked size", e);
    }

    @Override
    public void close() {
        try (var left = Files.list(directory)) {
            for (Path file : left.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new FhirAdapterException.ExportUnusable("export: expected to delete temporary files", e);
        }
    }

    /** Files being written. Safe for several threads. */
    private final class Parts implements AutoCloseable {
        private final int depth;
        private final List<Path> paths = new ArrayList<>();
        private final List<DataOutputStream> streams = new ArrayList<>();
        private final int firstNumber = files;

        Parts(int count, int depth) throws IOException {
            this.depth = depth;
            for (int i = 0; i < count; i++) {
                Path path = directory.resolve("part-" + files);
                paths.add(path);
                var sealed = new CipherOutputStream(Files.newOutputStream(path), key.sealing(files));
                streams.add(new DataOutputStream(new BufferedOutputStream(sealed, BUFFER)));
                files++;
            }
        }

        void write(Entry entry) throws IOException {
            SourceLine line = entry.line();
            int hash = Integer.rotateLeft(line.subject().hashCode() * 0x9E3779B9, 7 * depth + 16);
            DataOutputStream out = streams.get(Math.floorMod(hash, streams.size()));
            synchronized (out) {
                out.writeInt(entry.type());
                out.writeInt(entry.source());
                out.writeLong(line.number());
                out.writeUTF(line.subject());
                out.writeInt(line.json().length);
                out.write(line.json());
            }
        }

        List<Part> finished() throws IOException {
            close();
            var parts = new ArrayList<Part>();
            for (int i = 0; i < paths.size(); i++) {
                parts.add(new Part(paths.get(i), firstNumber + i, depth, Files.size(paths.get(i))));
            }
            return parts;
        }

        @Override
        public void close() throws IOException {
            for (DataOutputStream stream : streams) {
                stream.close();
            }
        }
    }
}
