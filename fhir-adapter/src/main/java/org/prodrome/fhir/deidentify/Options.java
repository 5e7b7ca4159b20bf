package org.prodrome.fhir.deidentify;

import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.consent.OptOuts;
import org.prodrome.fhir.consent.Purpose;
import org.prodrome.fhir.consent.ReleasePolicy;

/**
 * How to de-identify.
 *
 * @param key file with at least 32 bytes of key; created when it does not exist; null for a fresh key that is thrown away
 * @param rules rules file; null for the Safe Harbor profile that comes with Prodrome
 * @param keepNotes keep note texts, which may name people
 * @param reference the day on which ages are counted, normally that of the export
 * @param release what may leave
 * @param crosswalk file for the pseudonym and date shift of each patient, of synthetic exports only; null for none
 */
public record Options(
        @Nullable Path key,
        @Nullable Path rules,
        boolean keepNotes,
        LocalDate reference,
        ReleasePolicy release,
        @Nullable Path crosswalk) {

    /** No crosswalk. */
    public Options(
            @Nullable Path key, @Nullable Path rules, boolean keepNotes, LocalDate reference, ReleasePolicy release) {
        this(key, rules, keepNotes, reference, release, null);
    }

    /** Nobody opted out. */
    public Options(@Nullable Path key, @Nullable Path rules, boolean keepNotes, LocalDate reference) {
        this(key, rules, keepNotes, reference, ReleasePolicy.of(Purpose.EXPORT, OptOuts.none(), reference));
    }

    /** Safe Harbor, a fresh key, no notes. */
    public static Options safeHarbor(LocalDate reference) {
        return new Options(null, null, false, reference);
    }

    /** The same, with a crosswalk. */
    public Options withCrosswalk(@Nullable Path file) {
        return new Options(key, rules, keepNotes, reference, release, file);
    }
}
