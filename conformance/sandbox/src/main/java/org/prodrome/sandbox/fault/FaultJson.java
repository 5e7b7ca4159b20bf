package org.prodrome.sandbox.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Faults as JSON: {@code {"type":"slow-fhir","millis":2000}}; a SMART defect by its name in lower case with dashes, a client's breach too, after {@code client-}. */
final class FaultJson {

    private static final String CLIENT = "client-";

    private FaultJson() {}

    static Map<String, Object> write(Fault fault) {
        return switch (fault) {
            case Fault.SlowFhir(Duration delay) -> Map.of("type", "slow-fhir", "millis", delay.toMillis());
            case Fault.RateLimit(int times, Duration after) ->
                Map.of("type", "rate-limit", "times", times, "retryAfterSeconds", after.toSeconds());
            case Fault.ServerError(String resource) -> Map.of("type", "server-error", "resourceType", resource);
            case Fault.MissingScope(String scope) -> Map.of("type", "missing-scope", "scope", scope);
            case Fault.ExpiredTokens() -> Map.of("type", "expired-tokens");
            case Fault.OAuthRefusal(Fault.Endpoint endpoint, String code) ->
                Map.of("type", "oauth-error", "endpoint", name(endpoint), "code", code);
            case Fault.SlowSmart(Duration delay) -> Map.of("type", "slow-smart", "millis", delay.toMillis());
            case Fault.EmptyChart() -> Map.of("type", "empty-chart");
            case Fault.OtherEndpoint(String field, String url) ->
                Map.of("type", "other-endpoint", "field", field, "url", url);
            case Fault.OneAlgorithm(String name) -> Map.of("type", "one-algorithm", "name", name);
            case Fault.FhirDown() -> Map.of("type", "fhir-down");
            case Fault.NextLinkElsewhere(String origin) -> Map.of("type", "next-link-elsewhere", "url", origin);
            case Fault.Defective(RecordDefect defect) -> Map.of("type", name(defect));
            case Fault.Interrupted(Interruption kind, int times) -> Map.of("type", name(kind), "times", times);
            case Fault.Broken(SmartDefect defect) -> Map.of("type", name(defect));
            case Fault.Breached(ClientBreach breach) -> Map.of("type", CLIENT + name(breach));
        };
    }

    static Fault read(JsonNode json) {
        String type = json.path("type").asString("");
        return switch (type) {
            case "slow-fhir" -> new Fault.SlowFhir(Duration.ofMillis(number(json, "millis", 60_000)));
            case "rate-limit" ->
                new Fault.RateLimit(
                        number(json, "times", 10_000), Duration.ofSeconds(number(json, "retryAfterSeconds", 3_600)));
            case "server-error" -> new Fault.ServerError(text(json, "resourceType"));
            case "missing-scope" -> new Fault.MissingScope(text(json, "scope"));
            case "expired-tokens" -> new Fault.ExpiredTokens();
            case "oauth-error" ->
                new Fault.OAuthRefusal(
                        text(json, "endpoint").equals("token") ? Fault.Endpoint.TOKEN : Fault.Endpoint.AUTHORIZE,
                        text(json, "code"));
            case "slow-smart" -> new Fault.SlowSmart(Duration.ofMillis(number(json, "millis", 60_000)));
            case "empty-chart" -> new Fault.EmptyChart();
            case "other-endpoint" -> new Fault.OtherEndpoint(text(json, "field"), text(json, "url"));
            case "one-algorithm" -> new Fault.OneAlgorithm(text(json, "name"));
            case "fhir-down" -> new Fault.FhirDown();
            case "next-link-elsewhere" -> new Fault.NextLinkElsewhere(text(json, "url"));
            default -> type.startsWith(CLIENT) ? new Fault.Breached(breach(type)) : byName(json, type);
        };
    }

    private static Fault byName(JsonNode json, String type) {
        Optional<Fault> interrupted = named(Interruption.values(), type)
                .map(kind -> new Fault.Interrupted(kind, number(json, "times", 10_000)));
        return interrupted
                .or(() -> named(RecordDefect.values(), type).map(Fault.Defective::new))
                .or(() -> named(SmartDefect.values(), type).map(Fault.Broken::new))
                .orElseThrow(() -> new IllegalArgumentException("type: expected one of " + names()));
    }

    private static <E extends Enum<E>> Optional<E> named(E[] all, String type) {
        return Arrays.stream(all).filter(one -> name(one).equals(type)).findFirst();
    }

    static List<String> names() {
        List<String> names = new ArrayList<>(List.of(
                "slow-fhir",
                "rate-limit",
                "server-error",
                "missing-scope",
                "expired-tokens",
                "empty-chart",
                "oauth-error",
                "slow-smart",
                "fhir-down",
                "one-algorithm",
                "other-endpoint",
                "next-link-elsewhere"));
        Arrays.stream(Interruption.values()).map(FaultJson::name).forEach(names::add);
        Arrays.stream(RecordDefect.values()).map(FaultJson::name).forEach(names::add);
        Arrays.stream(SmartDefect.values()).map(FaultJson::name).forEach(names::add);
        Arrays.stream(ClientBreach.values())
                .map(breach -> CLIENT + name(breach))
                .forEach(names::add);
        return names;
    }

    private static String name(Enum<?> fault) {
        return fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static ClientBreach breach(String type) {
        return Arrays.stream(ClientBreach.values())
                .filter(breach -> type.equals(CLIENT + name(breach)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("type: expected one of " + names()));
    }

    private static int number(JsonNode json, String field, int most) {
        int value = json.path(field).asInt(-1);
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(field + ": expected a whole number from 0 to " + most);
        }
        return value;
    }

    private static String text(JsonNode json, String field) {
        String value = json.path(field).asString("");
        if (value.isEmpty()) {
            throw new IllegalArgumentException(field + ": expected a text, got none");
        }
        return value;
    }
}
