package org.prodrome.sandbox.cds;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.prodrome.sandbox.cds.CdsTransport.Reply;
import tools.jackson.databind.JsonNode;

/** What the vetted CDS services offer: asked once, kept for a while, asked again; an old answer beats none. */
final class CdsDirectory {

    /** Services for a hook, and the addresses that could not be asked. */
    record Listing(List<CdsService> services, List<HookAnswer> problems) {}

    private record Known(List<CdsService> services, Instant asked) {}

    private final List<URI> addresses;
    private final CdsTransport transport;
    private final Duration maxAge;
    private final InstantSource clock;
    private final Map<URI, Known> known = new ConcurrentHashMap<>();

    CdsDirectory(CdsClientSettings settings, CdsTransport transport, InstantSource clock) {
        this.addresses = settings.services();
        this.maxAge = settings.discoveryAge();
        this.transport = transport;
        this.clock = clock;
    }

    Listing servicesFor(String hook) {
        List<CdsService> services = new ArrayList<>();
        List<HookAnswer> problems = new ArrayList<>();
        for (URI address : addresses) {
            HookAnswer problem = refresh(address);
            Known kept = known.get(address);
            if (kept != null) {
                kept.services().stream().filter(s -> s.hook().equals(hook)).forEach(services::add);
            } else if (problem != null) {
                problems.add(problem);
            }
        }
        return new Listing(services, problems);
    }

    private @Nullable HookAnswer refresh(URI address) {
        Known kept = known.get(address);
        if (kept != null && kept.asked().plus(maxAge).isAfter(clock.instant())) {
            return null;
        }
        return switch (transport.get(address)) {
            case Reply.Ok(JsonNode body) -> {
                known.put(address, new Known(services(address, body), clock.instant()));
                yield null;
            }
            case Reply.Late() -> new HookAnswer.Late("CDS discovery");
            case Reply.Refused(String words) -> new HookAnswer.Failed("CDS discovery", words);
        };
    }

    private static List<CdsService> services(URI address, JsonNode body) {
        return Fields.members(body, "services").stream()
                .map(json -> service(address, json))
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable CdsService service(URI address, JsonNode json) {
        String id = Fields.text(json, "id");
        String hook = Fields.text(json, "hook");
        if (id == null || hook == null || !id.matches("[A-Za-z0-9._~-]+")) {
            return null;
        }
        String title = Objects.requireNonNullElse(Fields.text(json, "title"), id);
        Map<String, String> prefetch = new LinkedHashMap<>();
        json.path("prefetch").propertyStream().forEach(template -> {
            if (template.getValue().isString()) {
                prefetch.put(template.getKey(), template.getValue().stringValue());
            }
        });
        return new CdsService(URI.create(address + "/" + id), id, hook, title, prefetch);
    }
}
