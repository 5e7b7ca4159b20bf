package org.prodrome.fhir.search;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The gate of each server, by FHIR base URL; issuers are on an allow-list, so their number is bounded. Thread-safe. */
final class ServerGates {
    static final Duration REST = Duration.ofSeconds(5);

    private final Map<URI, ServerGate> gates = new ConcurrentHashMap<>();
    private final int concurrent;
    private final Duration rest;

    ServerGates(int concurrent, Duration rest) {
        this.concurrent = concurrent;
        this.rest = rest;
    }

    ServerGate of(URI base) {
        return gates.computeIfAbsent(base, ignored -> new ServerGate(concurrent, rest));
    }
}
