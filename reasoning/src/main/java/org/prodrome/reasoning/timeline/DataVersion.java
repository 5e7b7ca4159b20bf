package org.prodrome.reasoning.timeline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.failure.ReasoningException.BrokenDataFile;

/**
 * Which data files stand between an export and what a model reads of it, as a hash of their bytes.
 *
 * <p>Part of the key of whatever is kept of records: with another table of units, kept rows and sequences are not those that would be
 * made now. Outcomes are not in it: they may be a site's own, so a key names them itself.
 */
public final class DataVersion {

    static final List<String> FILES = Stream.of(
                    of(
                            "/org/prodrome/fhir/document/",
                            "cda-elements.tsv",
                            "document-formats.tsv",
                            "document-limits.tsv"),
                    of("/org/prodrome/fhir/document/", "html-elements.tsv", "rtf-code-pages.tsv", "rtf-words.tsv"),
                    of("/org/prodrome/fhir/mapping/", "age-units.tsv", "modifier-places.tsv", "no-known-allergy.tsv"),
                    of("/org/prodrome/fhir/mapping/", "observation-categories.tsv", "plausible-times.tsv"),
                    of("/org/prodrome/fhir/mapping/", "rxnorm-ingredients.tsv", "rxnorm-precise-ingredients.tsv"),
                    of("/org/prodrome/fhir/mapping/", "rxnorm-products.tsv", "subject-elements.tsv"),
                    of("/org/prodrome/reasoning/note/", "context.json", "headings.json", "lexicon.json"),
                    of("/org/prodrome/reasoning/timeline/", "concepts.json", "units.json"),
                    of("/org/prodrome/reasoning/token/", "clinical-edges.json"),
                    of("/", "ucum-essence.xml"))
            .flatMap(List::stream)
            .toList();

    private DataVersion() {}

    private static List<String> of(String directory, String... names) {
        return Stream.of(names).map(name -> directory + name).toList();
    }

    /**
     * The hash as 16 hexadecimal digits; the same on every machine for the same files.
     *
     * @throws org.prodrome.reasoning.failure.ReasoningException.BrokenDataFile when a file is missing
     */
    public static String hash() {
        return hash(FILES, DataVersion::bytes);
    }

    /** Where the bytes of a file come from. */
    interface Bytes {
        byte[] of(String file);
    }

    static String hash(List<String> files, Bytes bytes) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String file : files) {
                byte[] read = bytes.of(file);
                sha.update((file + " " + read.length + "\n").getBytes(StandardCharsets.UTF_8));
                sha.update(read);
            }
            return HexFormat.of().formatHex(sha.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: every Java platform has it", e);
        }
    }

    private static byte[] bytes(String file) {
        try (@Nullable InputStream in = DataVersion.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new BrokenDataFile(file + ": expected on the class path, not found", null);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new BrokenDataFile(file + ": expected to be readable", e);
        }
    }
}
