package org.prodrome.web.cdshooks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.fhir.search.EarlierRecord;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.fhir.search.Reading;
import org.prodrome.fhir.search.RecordReader;
import org.prodrome.web.audit.AuditKind;
import org.prodrome.web.audit.AuditLog;
import org.prodrome.web.audit.RefusedResources;
import org.prodrome.web.config.HookSettings;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.store.PatientVault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Records that were read on in the background after a chart was opened, for that user's next hooks on that patient. In memory
 * only, a few, for minutes, and never longer than the call's token was good for; the token goes when the reading ends.
 *
 * <p>Texts of documents are not among them: no hook looks at them.
 */
@Component
class RecordShelf {
    private static final Logger LOG = LoggerFactory.getLogger(RecordShelf.class);
    /** A chart that is opened again within this time is not read again. */
    private static final Duration FRESH = Duration.ofSeconds(30);
    /** Bytes of heap for each character of JSON, once it is parsed: 3.9 to 4.2 measured with four patients of the sandbox. */
    private static final long HEAP_PER_CHARACTER = 5;

    private static final List<String> TYPES = RecordReader.types().stream()
            .filter(type -> !type.equals("DocumentReference"))
            .toList();

    private final RecordReader reader;
    private final RefusedResources refused;
    private final AuditLog audit;
    private final PatientVault vault;
    private final ProdromeSettings settings;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Cache<Key, Shelved> shelf;
    private final Set<Key> reading = ConcurrentHashMap.newKeySet();
    private final Semaphore places;

    /** Whose record, for whom: what one user may read another may not. */
    private record Key(String issuer, String patient, String user) {
        @Override
        public String toString() {
            return "Key[withheld]";
        }
    }

    /** @param life how long it may be kept from now on */
    private record Shelved(EarlierRecord record, Duration life) {}

    @Autowired
    RecordShelf(
            RecordReader reader,
            RefusedResources refused,
            AuditLog audit,
            PatientVault vault,
            ProdromeSettings settings,
            MeterRegistry meters,
            Clock clock) {
        this(reader, refused, audit, vault, settings, meters, clock, Ticker.systemTicker());
    }

    RecordShelf(
            RecordReader reader,
            RefusedResources refused,
            AuditLog audit,
            PatientVault vault,
            ProdromeSettings settings,
            MeterRegistry meters,
            Clock clock,
            Ticker ticker) {
        this.reader = reader;
        this.refused = refused;
        this.audit = audit;
        this.vault = vault;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
        HookSettings bounds = settings.hooks();
        long most = bounds.recordHeap().toBytes();
        long least = Math.max(1, most / bounds.recordsKept()); // by which their number is bounded too
        this.shelf = Caffeine.newBuilder()
                .ticker(ticker)
                .executor(Runnable::run)
                .maximumWeight(most)
                .weigher((Key key, Shelved one) ->
                        (int) Math.min(Integer.MAX_VALUE, Math.max(least, heap(one.record()))))
                .expireAfter(Expiry.creating((Key key, Shelved one) -> one.life()))
                .build();
        this.places = new Semaphore(bounds.recordReadings());
        Gauge.builder("prodrome.hooks.shelf.records", shelf, Cache::estimatedSize)
                .register(meters);
    }

    private static long heap(EarlierRecord record) {
        return record.characters() * HEAP_PER_CHARACTER;
    }

    /** What was read for this user of this patient a while ago. */
    Optional<EarlierRecord> of(IssuerSettings issuer, HookRequest request) {
        Optional<EarlierRecord> found =
                Optional.ofNullable(shelf.getIfPresent(key(issuer, request))).map(Shelved::record);
        count(found.isPresent() ? "used" : "none");
        return found;
    }

    /** Reads on in the background where the call may read and there is room for it; returns at once. */
    void readOn(IssuerSettings issuer, HookRequest request) {
        HookRequest.@Nullable Authorization authorization = request.authorization();
        if (authorization == null || settings.hooks().recordKept().isZero()) {
            return;
        }
        Key key = key(issuer, request);
        @Nullable Shelved there = shelf.getIfPresent(key);
        boolean fresh = there != null && there.record().readAt().plus(FRESH).isAfter(clock.instant());
        if (fresh || !reading.add(key)) {
            return;
        }
        if (!places.tryAcquire()) {
            reading.remove(key);
            count("no-room");
            return;
        }
        Deadline tokenEnds =
                Deadline.in(authorization.life().minus(settings.deadlines().hook()));
        Thread.ofVirtual().name("record-shelf").start(() -> {
            try {
                read(key, issuer, request, tokenEnds);
            } catch (RuntimeException failure) {
                count("failed");
                LOG.warn("A record could not be read on: {}", failure.getClass().getName());
            } finally {
                places.release();
                reading.remove(key);
            }
        });
    }

    private void read(Key key, IssuerSettings issuer, HookRequest request, Deadline tokenEnds) {
        @Nullable FhirAccess access = HookAccess.of(issuer, request, clock);
        if (access == null) {
            return;
        }
        Reading wanted = new Reading(
                tokenEnds.atMostIn(settings.deadlines().record()), TYPES, Reading.Route.BEST, ignored -> {});
        EarlierRecord.Read read = reader.readForLater(access, request.patient(), wanted);
        audited(read.record(), request.user());
        refused.audit(read.record(), request.user());
        Duration left = tokenEnds.left();
        Duration kept = settings.hooks().recordKept();
        Duration life = left.compareTo(kept) < 0 ? left : kept;
        boolean known = read.record().gaps().stream()
                .noneMatch(gap -> gap.part().equals("Patient") && gap.reason() != Gap.Reason.ANOTHER_PATIENT);
        if (known && life.isPositive()) {
            shelf.put(key, new Shelved(read.kept(), life));
            count("read");
        } else {
            count("not-read");
        }
    }

    private void audited(PatientRecord record, String user) {
        String gaps = record.gaps().stream().map(Gap::part).distinct().collect(Collectors.joining(" "));
        audit.append(
                AuditKind.RECORD_READ,
                vault.patient(record.issuer(), record.patient()),
                vault.user(user),
                Map.of("resources", Integer.toString(record.resourceCount()), "gaps", gaps, "for", "later hooks"));
    }

    private void count(String what) {
        meters.counter("prodrome.hooks.shelf", "what", what).increment();
    }

    private static Key key(IssuerSettings issuer, HookRequest request) {
        return new Key(issuer.issuer().toString(), request.patient().value(), request.user());
    }
}
