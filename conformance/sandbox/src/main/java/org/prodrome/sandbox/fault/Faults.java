package org.prodrome.sandbox.fault;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The faults switched on now. Thread-safe; a change counts from the next request on. */
public final class Faults {

    private final List<Switched> on = new CopyOnWriteArrayList<>();
    private final InstantSource clock;

    public Faults(InstantSource clock) {
        this.clock = clock;
    }

    /** Replaces whatever was on. */
    public synchronized void set(List<Fault> faults) {
        List<Switched> next = new ArrayList<>();
        faults.forEach(fault -> next.add(new Switched(fault, clock.instant(), new Countdown(fault))));
        on.clear();
        on.addAll(next);
    }

    public void set(Fault... faults) {
        set(List.of(faults));
    }

    public void set(SmartDefect defect) {
        set(new Fault.Broken(defect));
    }

    public void set(ClientBreach breach) {
        set(new Fault.Breached(breach));
    }

    public void set(RecordDefect defect) {
        set(new Fault.Defective(defect));
    }

    /** Something goes wrong so many times. */
    public void set(Interruption kind, int times) {
        set(new Fault.Interrupted(kind, times));
    }

    public void clear() {
        set(List.of());
    }

    public List<Fault> active() {
        return on.stream().map(Switched::fault).toList();
    }

    /** The first fault of this kind, if one is on. */
    public <F extends Fault> Optional<F> find(Class<F> kind) {
        return on.stream()
                .map(Switched::fault)
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }

    public boolean has(SmartDefect defect) {
        return active().contains(new Fault.Broken(defect));
    }

    public boolean has(RecordDefect defect) {
        return active().contains(new Fault.Defective(defect));
    }

    /** The OAuth error by which this endpoint is made to refuse. */
    public Optional<String> refusal(Fault.Endpoint endpoint) {
        return active().stream()
                .filter(Fault.OAuthRefusal.class::isInstance)
                .map(Fault.OAuthRefusal.class::cast)
                .filter(refusal -> refusal.endpoint() == endpoint)
                .map(Fault.OAuthRefusal::code)
                .findFirst();
    }

    List<ClientBreach> breaches() {
        return on.stream()
                .map(Switched::fault)
                .filter(Fault.Breached.class::isInstance)
                .map(fault -> ((Fault.Breached) fault).breach())
                .toList();
    }

    /** The rate limit, if it still has a refusal to give; each call uses one up. */
    public Optional<Fault.RateLimit> takeRateLimit() {
        return on.stream()
                .filter(switched -> switched.fault() instanceof Fault.RateLimit
                        && switched.left().take())
                .map(Switched::fault)
                .map(Fault.RateLimit.class::cast)
                .findFirst();
    }

    /** Whether this is to go wrong now; each call that is told so uses one up. */
    public boolean take(Interruption kind) {
        return on.stream()
                .anyMatch(switched -> switched.fault() instanceof Fault.Interrupted(Interruption its, int ignored)
                        && its == kind
                        && switched.left().take());
    }

    /** Whether a token issued at this time counts as expired by {@link Fault.ExpiredTokens}. */
    public boolean expires(Instant issuedAt) {
        return on.stream()
                .anyMatch(switched ->
                        switched.fault() instanceof Fault.ExpiredTokens && !issuedAt.isAfter(switched.since()));
    }

    private record Switched(Fault fault, Instant since, Countdown left) {}

    private static final class Countdown {
        private int left;

        Countdown(Fault fault) {
            this.left = times(fault);
        }

        private static int times(Fault fault) {
            if (fault instanceof Fault.RateLimit limit) {
                return limit.times();
            }
            return fault instanceof Fault.Interrupted interrupted ? interrupted.times() : 0;
        }

        synchronized boolean take() {
            return left > 0 && left-- > 0;
        }
    }
}
