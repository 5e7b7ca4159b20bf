package org.prodrome.cohort.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Work of an earlier, killed run, beside the output file, and what it was work on. */
final class FinishedParts {
    private static final String STAMP = "run.txt";

    private final Path directory;

    private FinishedParts(Path directory) {
        this.directory = directory;
    }

    /** Refuses to go on with work on something else. */
    static FinishedParts open(Path out, Truth truth, Path index, GridSettings grid, long seed) throws IOException {
        Path directory = out.resolveSibling(out.getFileName() + ".parts");
        Files.createDirectories(directory);
        String stamp = stamp(truth, index, grid, seed);
        Path file = directory.resolve(STAMP);
        if (!Files.exists(file)) {
            Files.writeString(file, stamp);
        } else if (!Files.readString(file).equals(stamp)) {
            throw new OracleException("--out: beside it lies unfinished work on another index, truth or seed; delete "
                    + directory.getFileName() + " to begin anew");
        }
        return new FinishedParts(directory);
    }

    /** The answers of a part of the truth; null where it was not finished. */
    @Nullable
    List<Results.Done> of(Path part) {
        Path file = directory.resolve(String.valueOf(part.getFileName()));
        if (!Files.exists(file)) {
            return null;
        }
        List<Results.Done> done = new ArrayList<>();
        PackedLines.read(file, Results.Done.class, (one, line) -> done.add(one));
        return done;
    }

    void keep(Path part, List<Results.Done> done) throws IOException {
        Results.keep(directory.resolve(String.valueOf(part.getFileName())), done);
    }

    void delete() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(directory);
    }

    private static String stamp(Truth truth, Path index, GridSettings grid, long seed) throws IOException {
        var text = new StringBuilder("index %s%n".formatted(sha256(index)));
        text.append(String.format(
                Locale.ROOT, "planted %s%nseed %d%n%s%n", truth.files().sha256(), seed, grid));
        for (Path part : truth.parts()) {
            text.append(String.format(Locale.ROOT, "%s %d%n", part.getFileName(), Files.size(part)));
        }
        return text.toString();
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new OracleException("SHA-256: expected from every Java runtime, not found", e);
        }
    }
}
