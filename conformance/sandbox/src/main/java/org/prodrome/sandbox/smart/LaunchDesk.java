package org.prodrome.sandbox.smart;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Issues EHR launches and redeems each of them once, for the app it was issued to. Thread-safe. */
public final class LaunchDesk {

    /** How long an issued launch waits for its authorization request. */
    public static final Duration VALID_FOR = Duration.ofMinutes(5);

    private final EhrAddress address;
    private final ClientRegistry clients;
    private final InstantSource clock;
    private final Map<String, Pending> pending = new ConcurrentHashMap<>();

    public LaunchDesk(EhrAddress address, ClientRegistry clients, InstantSource clock) {
        this.address = address;
        this.clients = clients;
        this.clock = clock;
    }

    /** @throws IllegalArgumentException when no app has that client id */
    public LaunchTicket issue(LaunchRequest request) {
        ClientRegistration client = clients.find(request.clientId())
                .orElseThrow(() -> new IllegalArgumentException("clientId: expected an approved app, got another"));
        String launch = OpaqueValue.next();
        Instant now = clock.instant();
        pending.values().removeIf(old -> old.until().isBefore(now));
        pending.put(launch, new Pending(request, now.plus(VALID_FOR)));
        return new LaunchTicket(launch, launchUrl(client.launchUrl(), launch));
    }

    /** Takes the launch away: a second call with the same value finds nothing, whoever asks. */
    Optional<LaunchRequest> redeem(String launch, String clientId) {
        return Optional.ofNullable(pending.remove(launch))
                .filter(found -> clock.instant().isBefore(found.until()))
                .map(Pending::request)
                .filter(request -> request.clientId().equals(clientId));
    }

    private URI launchUrl(URI base, String launch) {
        String query = "iss=" + URLEncoder.encode(address.fhirBase(), StandardCharsets.UTF_8) + "&launch=" + launch;
        return URI.create(base + (base.getRawQuery() == null ? "?" : "&") + query);
    }

    private record Pending(LaunchRequest request, Instant until) {}
}
