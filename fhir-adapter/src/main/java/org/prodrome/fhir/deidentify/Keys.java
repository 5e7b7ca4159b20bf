package org.prodrome.fhir.deidentify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException;

/** The key of a run: 32 bytes as hexadecimal in a file of its owner's, or fresh and thrown away. */
final class Keys {
    private static final int BYTES = 32;

    private Keys() {}

    static byte[] of(@Nullable Path file) {
        if (file == null) {
            return fresh();
        }
        try {
            return Files.exists(file) ? read(file) : create(file);
        } catch (IOException e) {
            throw new FhirAdapterException.DataFileUnusable("key file: expected to read or create it", e);
        }
    }

    private static byte[] read(Path file) throws IOException {
        try {
            byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
            if (key.length >= BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // the message would quote the key
        }
        throw new FhirAdapterException.DataFileUnusable(
                "key file: expected at least 64 hexadecimal digits, got something else", null);
    }

    private static byte[] create(Path file) throws IOException {
        byte[] key = fresh();
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.createFile(file, ownerOnly);
        Files.writeString(file, HexFormat.of().formatHex(key) + "\n", StandardOpenOption.WRITE);
        return key;
    }

    private static byte[] fresh() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }
}
