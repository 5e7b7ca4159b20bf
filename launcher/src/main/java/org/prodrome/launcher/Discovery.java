package org.prodrome.launcher;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * SMART configurations of the registered issuers, each kept for a while (app-launch#retrieve-well-knownsmart-configuration).
 *
 * <p>Holds at most one entry per registration, so the registrations bound it. Safe for several threads.
 */
final class Discovery {
    private static final Duration KEPT = Duration.ofMinutes(10);

    /** Whoever makes launches fail can't make this app hammer the EHR. */
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(1);

    private final Map<IssuerRegistration, Kept<SmartConfiguration>> kept = new ConcurrentHashMap<>();
    private final Wire wire;
    private final Clock clock;

    Discovery(Wire wire, Clock clock) {
        this.wire = wire;
        this.clock = clock;
    }

    SmartConfiguration of(IssuerRegistration registration) {
        return keptFor(registration).atMostOld(KEPT, () -> fetch(registration));
    }

    /** The same; where it lacks something, it is read again, so that a server put right is served. */
    SmartConfiguration requiring(Consumer<SmartConfiguration> requirement, IssuerRegistration registration) {
        var smart = of(registration);
        try {
            requirement.accept(smart);
            return smart;
        } catch (LaunchException.Discovery lacking) {
            var again = keptFor(registration).atMostOld(BETWEEN_FETCHES, () -> fetch(registration));
            requirement.accept(again);
            return again;
        }
    }

    /** Lets the next launch read it again, after something that it names has failed. */
    void forget(IssuerRegistration registration) {
        keptFor(registration).forgetOlder(BETWEEN_FETCHES);
    }

    private Kept<SmartConfiguration> keptFor(IssuerRegistration registration) {
        return kept.computeIfAbsent(registration, known -> new Kept<>(clock));
    }

    private SmartConfiguration fetch(IssuerRegistration registration) {
        var uri = URI.create(registration.issuer() + "/.well-known/smart-configuration");
        new Addresses(registration).reachable(uri, "issuer", LaunchException.Discovery::new);
        var answer = wire.getJson(uri, "smart-configuration");
        if (!answer.ok()) {
            throw new LaunchException.Discovery(
                    Breach.of(Clause.DISCOVERY, "smart-configuration with status 200", "status " + answer.status()));
        }
        return SmartConfiguration.parse(answer.body(), registration);
    }
}
