package org.prodrome.fhir.consent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException;

/** The site's opt-out list, read anew whenever its file has changed. Thread-safe. */
public final class OptOuts {
    private static final int KEY_BYTES = 32;

    private final @Nullable Path file;
    private final @Nullable Path keyFile;
    private @Nullable Loaded loaded;
    private OptOutList fixed = OptOutList.parse(List.of(), null);

    private OptOuts(@Nullable Path file, @Nullable Path keyFile) {
        this.file = file;
        this.keyFile = keyFile;
    }

    private record Loaded(FileTime changed, long size, OptOutList list) {}

    /** Nobody opted out. */
    public static OptOuts none() {
        return new OptOuts(null, null);
    }

    /**
     * Those of a file; it is read at once.
     *
     * @param keyFile hexadecimal key of the hashed entries, or null where there are none
     * @throws FhirAdapterException.DataFileUnusable where a file is missing or a line cannot be understood
     */
    public static OptOuts in(Path file, @Nullable Path keyFile) {
        var optOuts = new OptOuts(file, keyFile);
        optOuts.list();
        return optOuts;
    }

    /**
     * Those of a file, for an export whose patients have pseudonyms: only addresses can be compared with these.
     *
     * @param pseudonym of a patient's id
     * @throws FhirAdapterException.DataFileUnusable also where the list has identifiers or hashed entries
     */
    public static OptOuts inPseudonyms(Path file, UnaryOperator<String> pseudonym) {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            var optOuts = new OptOuts(null, null);
            optOuts.fixed = OptOutList.parse(lines, null).inPseudonyms(pseudonym);
            return optOuts;
        } catch (IOException e) {
            throw new FhirAdapterException.DataFileUnusable("opt-out list: expected to read it", e);
        }
    }

    /** The list as it stands now; a broken one is an error, never an empty list. */
    synchronized OptOutList list() {
        if (file == null) {
            return fixed;
        }
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            long size = Files.size(file);
            Loaded before = loaded;
            if (before != null && before.changed.equals(changed) && before.size == size) {
                return before.list;
            }
            loaded = null;
            var now = new Loaded(
                    changed, size, OptOutList.parse(Files.readAllLines(file, StandardCharsets.UTF_8), key()));
            loaded = now;
            return now.list;
        } catch (IOException e) {
            throw new FhirAdapterException.DataFileUnusable("opt-out list: expected to read it", e);
        }
    }

    private byte @Nullable [] key() throws IOException {
        if (keyFile == null) {
            return null;
        }
        try {
            byte[] key = HexFormat.of().parseHex(Files.readString(keyFile).strip());
            if (key.length >= KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // the message would quote the key
        }
        throw new FhirAdapterException.DataFileUnusable(
                "opt-out key: expected at least 64 hexadecimal digits, got something else", null);
    }
}
