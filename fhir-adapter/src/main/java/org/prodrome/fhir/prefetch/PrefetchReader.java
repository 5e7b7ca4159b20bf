package org.prodrome.fhir.prefetch;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.mapping.RecordMapping;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.Page;
import org.prodrome.fhir.resources.ParsedResources;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.fhir.search.EarlierRecord;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.fhir.search.Reading;
import org.prodrome.fhir.search.RecordReader;

/**
 * Turns prefetch into a record through the same mapping as a launch. Thread-safe.
 *
 * <p>Four things are kept apart for each announced key: absent (gap {@code NOT_SUPPLIED}), null (of a search an empty result,
 * no gap; of the read of the patient, which finds one or fails, the gap {@code NOT_SUPPLIED}), an OperationOutcome, alone or among the entries (gap {@code SERVER_ERROR}) and a Bundle that has a next link or counts
 * more matches than it holds (gap {@code TRUNCATED}). With access, what is absent, failed or cut short is read from the
 * server instead, as far as the deadline allows. What no key asks for is a gap too, and is not read from the server: a hook
 * has no time for a whole record.
 */
public final class PrefetchReader {
    /** For the way back of what was read just in time. */
    private static final Duration GRACE = Duration.ofMillis(30);

    /** The type that is asked for by a read, not by a search. */
    private static final String READ = "Patient";

    private final PrefetchKeys keys;
    private final RecordReader reader;
    private final Clock clock;
    private final Pause pause;

    /** What a caller that shares its processor with others does while it waits for the server. */
    public interface Pause {
        /** Waits. */
        <T> T during(Supplier<T> waiting);
    }

    public PrefetchReader(PrefetchKeys keys, RecordReader reader, Clock clock) {
        this(keys, reader, clock, Supplier::get);
    }

    /** For a caller that wants to know when it waits. */
    public PrefetchReader(PrefetchKeys keys, RecordReader reader, Clock clock, Pause pause) {
        this.keys = keys;
        this.reader = reader;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Reads what came along, and only that.
     *
     * @param issuer the client's {@code fhirServer}, or its name where it gave none
     */
    public PatientRecord read(String issuer, PatientId patient, Prefetch prefetch) {
        return read(issuer, patient, prefetch, null);
    }

    /**
     * The same, over what was read earlier.
     *
     * @param earlier of this patient at this server, read for whoever asks now; or null
     */
    public PatientRecord read(String issuer, PatientId patient, Prefetch prefetch, @Nullable EarlierRecord earlier) {
        Collected collected = collect(prefetch);
        return record(issuer, patient, collected.resources, unfetched(collected), Set.of(), earlier);
    }

    /** Reads what came along, and asks the server for the types that are missing in whole or in part. */
    public PatientRecord read(FhirAccess access, PatientId patient, Prefetch prefetch, Deadline deadline) {
        return read(access, patient, prefetch, deadline, null);
    }

    /** The same, over what was read earlier; a list that was cut short is then not asked for again. */
    public PatientRecord read(
            FhirAccess access,
            PatientId patient,
            Prefetch prefetch,
            Deadline deadline,
            @Nullable EarlierRecord earlier) {
        String issuer = access.base().toString();
        Collected collected = collect(prefetch);
        List<String> missing = collected.gaps.keySet().stream()
                .map(PrefetchKeys::typeOf)
                .distinct()
                .filter(type -> earlier == null || !earlier.hasAll(type) || !collected.isOnlyCutShort(type))
                .toList();
        if (missing.isEmpty() || deadline.passed()) {
            return record(issuer, patient, collected.resources, unfetched(collected), Set.of(), earlier);
        }
        RecordReader.Fetched fetched = fetch(access, patient, missing, deadline);
        List<Resource> all = new ArrayList<>(collected.resources);
        all.addAll(fetched.resources().resources());
        List<Gap> gaps = new ArrayList<>(fetched.gaps());
        collected.gaps.forEach(
                (part, told) -> gaps.addAll(missing.contains(PrefetchKeys.typeOf(part)) ? List.of() : told));
        gaps.addAll(keys.unasked(Set.copyOf(missing)));
        return record(issuer, patient, all, gaps, Set.copyOf(missing), earlier);
    }

    /** The reader keeps the deadline by itself, but for a name that is not resolved, which nothing can end. */
    private RecordReader.Fetched fetch(FhirAccess access, PatientId patient, List<String> types, Deadline deadline) {
        var reading = new Reading(deadline, types, Reading.Route.BEST, ignored -> {});
        return pause.during(() -> new Deadline(deadline.endNanos() + GRACE.toNanos())
                .await(() -> reader.fetch(access, patient, reading))
                .orElseGet(() -> nothing(types)));
    }

    private static RecordReader.Fetched nothing(List<String> types) {
        List<Gap> gaps = types.stream()
                .map(type -> new Gap(type, Gap.Reason.TIMED_OUT, "the server did not answer in time"))
                .toList();
        return new RecordReader.Fetched(ParsedResources.of(List.of()), gaps, 0);
    }

    private List<Gap> unfetched(Collected collected) {
        return Stream.concat(collected.gapsAll().stream(), keys.unasked().stream())
                .toList();
    }

    private PatientRecord record(
            String issuer,
            PatientId patient,
            List<Resource> resources,
            List<Gap> gaps,
            Set<String> whole,
            @Nullable EarlierRecord earlier) {
        Overlay.Both both = earlier == null
                ? new Overlay.Both(resources, gaps)
                : new Overlay(keys, resources, gaps, whole).over(earlier);
        return RecordMapping.map(
                reader.mapping(), issuer, patient, ParsedResources.of(both.resources()), both.gaps(), clock.instant());
    }

    private Collected collect(Prefetch prefetch) {
        Map<String, Supplied> supplied = SuppliedParts.parse(prefetch);
        var collected = new Collected();
        keys.typeByKey().keySet().forEach(key -> collected.take(keys.part(key), supplied.get(key)));
        supplied.forEach((key, part) -> {
            if (keys.type(key).isEmpty() && part instanceof Supplied.Found found) {
                collected.resources.addAll(found.page().resources());
            }
        });
        return collected;
    }

    /** What the keys brought, and the gaps that each part has. */
    private static final class Collected {
        private final List<Resource> resources = new ArrayList<>();
        private final Map<String, List<Gap>> gaps = new LinkedHashMap<>();

        void take(String part, @Nullable Supplied supplied) {
            switch (supplied) {
                case null -> missing(part, Gap.Reason.NOT_SUPPLIED, "the CDS client sent none along");
                case Supplied.Nothing ignored -> {
                    if (part.equals(READ)) {
                        missing(part, Gap.Reason.NOT_SUPPLIED, "the CDS client found none");
                    }
                }
                case Supplied.Failed failed ->
                    missing(part, Gap.Reason.SERVER_ERROR, "the CDS client could not read it: " + failed.issues());
                case Supplied.Unreadable ignored -> missing(part, Gap.Reason.UNREADABLE, "it was not FHIR JSON");
                case Supplied.Found found -> found(part, found.page());
            }
        }

        private void found(String part, Page page) {
            resources.addAll(page.resources());
            if (page.failed()) {
                missing(
                        part,
                        Gap.Reason.SERVER_ERROR,
                        "the CDS client read a part only: " + SuppliedParts.issues(page));
            }
            if (page.next() != null) {
                missing(part, Gap.Reason.TRUNCATED, "the CDS client sent the first page only");
            } else if (page.unseen() > 0) {
                missing(
                        part,
                        Gap.Reason.TRUNCATED,
                        "the CDS client left out " + page.unseen() + " of those it counted");
            }
            String type = PrefetchKeys.typeOf(part);
            if (!page.resources().isEmpty()
                    && page.resources().stream().noneMatch(one -> one.fhirType().equals(type))) {
                missing(part, Gap.Reason.UNREADABLE, "the CDS client sent something else");
            }
            if (page.broken() > 0) {
                missing(part, Gap.Reason.UNREADABLE, page.broken() + " could not be understood");
            }
        }

        private void missing(String part, Gap.Reason reason, String detail) {
            gaps.computeIfAbsent(part, ignored -> new ArrayList<>()).add(new Gap(part, reason, detail));
        }

        boolean isOnlyCutShort(String type) {
            return gapsAll().stream()
                    .filter(gap -> PrefetchKeys.typeOf(gap.part()).equals(type))
                    .allMatch(gap -> gap.reason() == Gap.Reason.TRUNCATED);
        }

        List<Gap> gapsAll() {
            return gaps.values().stream().flatMap(List::stream).toList();
        }
    }
}
