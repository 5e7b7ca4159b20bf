package org.prodrome.fhir.consent;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException;

/**
 * Patients who opted out, and of what.
 *
 * <p>One per line: a key, and after a tab the purposes ({@code treatment,training,export}; without them all three). A key is an
 * identifier as {@code system|value}, a patient's address as {@code https://ehr.example.org/fhir/Patient/123}, or {@code
 * hmac:} and the hexadecimal HMAC-SHA-256 of one of these under the site's key. {@code #} begins a comment.
 */
final class OptOutList {
    private static final String HASHED = "hmac:";

    private final Map<String, Set<Purpose>> entries;
    private final byte @Nullable [] key;
    private final boolean hashed;

    private OptOutList(Map<String, Set<Purpose>> entries, byte @Nullable [] key) {
        this.entries = Map.copyOf(entries);
        this.key = key;
        this.hashed = entries.keySet().stream().anyMatch(entry -> entry.startsWith(HASHED));
    }

    /** Reads a list; a line that cannot be understood makes the whole list unusable. */
    static OptOutList parse(List<String> lines, byte @Nullable [] key) {
        var entries = new HashMap<String, Set<Purpose>>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                add(line.split("\t", -1), i + 1, key != null, entries);
            }
        }
        return new OptOutList(entries, key);
    }

    private static void add(String[] row, int number, boolean hasKey, Map<String, Set<Purpose>> entries) {
        String entry = row[0].strip();
        boolean hash = entry.startsWith(HASHED);
        boolean readable = hash
                ? entry.matches("hmac:[0-9a-fA-F]{64}")
                : entry.matches("[^|\\s]*\\|\\S(.*\\S)?")
                        || entry.matches("(?i:https?)://\\S+/Patient/[A-Za-z0-9.-]{1,64}");
        if (!readable || row.length > 2) {
            throw unusable(number, "system|value, a patient's address or hmac:, and purposes after a tab");
        }
        if (hash && !hasKey) {
            throw unusable(number, "a key file, since it is hashed");
        }
        Set<Purpose> purposes = row.length == 1 ? EnumSet.allOf(Purpose.class) : purposes(row[1], number);
        entries.merge(hash ? entry.toLowerCase(Locale.ROOT) : PatientAddress.of(entry), purposes, OptOutList::both);
    }

    private static Set<Purpose> both(Set<Purpose> one, Set<Purpose> other) {
        var both = EnumSet.copyOf(one);
        both.addAll(other);
        return both;
    }

    private static Set<Purpose> purposes(String words, int number) {
        var purposes = EnumSet.noneOf(Purpose.class);
        for (String word : words.split(",", -1)) {
            purposes.add(Arrays.stream(Purpose.values())
                    .filter(purpose -> purpose.name().equalsIgnoreCase(word.strip()))
                    .findFirst()
                    .orElseThrow(() -> unusable(number, "treatment, training or export")));
        }
        return purposes;
    }

    /** The same patients in an export that has pseudonyms for ids. */
    OptOutList inPseudonyms(UnaryOperator<String> pseudonym) {
        var renamed = new HashMap<String, Set<Purpose>>();
        entries.forEach((entry, purposes) -> {
            int id = entry.lastIndexOf("/Patient/") + "/Patient/".length();
            if (entry.contains("|") || entry.startsWith(HASHED)) {
                throw new FhirAdapterException.DataFileUnusable(
                        "opt-out list: expected patients' addresses only, since a de-identified export has no other"
                                + " identifiers; de-identify it anew with this list instead",
                        null);
            }
            renamed.merge(entry.substring(0, id) + pseudonym.apply(entry.substring(id)), purposes, OptOutList::both);
        });
        return new OptOutList(renamed, null);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Whether one of these keys opted out. */
    boolean has(Collection<String> keys, Purpose purpose) {
        return keys.stream().anyMatch(plain -> says(plain, purpose) || hashed && says(hash(plain), purpose));
    }

    /** Whether a patient of this id opted out, whatever the server: an export does not say where it came from. */
    boolean hasId(String id, Purpose purpose) {
        return entries.entrySet().stream()
                .anyMatch(entry -> entry.getKey().endsWith("/Patient/" + id)
                        && entry.getValue().contains(purpose));
    }

    private boolean says(String entry, Purpose purpose) {
        return entries.getOrDefault(entry, Set.of()).contains(purpose);
    }

    private String hash(String plain) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(java.util.Objects.requireNonNull(key), "HmacSHA256"));
            return HASHED + HexFormat.of().formatHex(mac.doFinal(plain.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static FhirAdapterException unusable(int line, String expected) {
        return new FhirAdapterException.DataFileUnusable(
                "opt-out list, line " + line + ": expected " + expected + ", got something else", null);
    }
}
