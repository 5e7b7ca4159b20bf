package org.prodrome.suite.spec.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** How the service describes itself (CDS Hooks 2.0, "Discovery"). */
final class DiscoveryRules {

    private DiscoveryRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of("discovery answers GET at its one address", DiscoveryRules::answersThere, 4, 5)
                        .brokenBy(AnswerBreach.DISCOVERY_ELSEWHERE, AnswerBreach.DISCOVERY_REFUSES_GET),
                Rule.of("discovery that works is 200", DiscoveryRules::answersThere, 13)
                        .brokenBy(AnswerBreach.DISCOVERY_IS_ACCEPTED),
                Rule.of("discovery has an array of services", DiscoveryRules::hasServices, 6)
                        .brokenBy(DiscoveryBreach.NO_SERVICES, DiscoveryBreach.SERVICES_AS_OBJECT),
                Rule.of("each service names one hook of the library", DiscoveryRules::namesItsHook, 7)
                        .brokenBy(DiscoveryBreach.NO_HOOK, DiscoveryBreach.HOOK_AS_NUMBER),
                Rule.of("each service has a title", trial -> eachText(trial, "title"), 8)
                        .brokenBy(DiscoveryBreach.NO_TITLE, DiscoveryBreach.TITLE_IS_NULL),
                Rule.of("each service has a description", trial -> eachText(trial, "description"), 9)
                        .brokenBy(DiscoveryBreach.NO_DESCRIPTION, DiscoveryBreach.DESCRIPTION_AS_ARRAY),
                Rule.of("each service has an id", trial -> eachText(trial, "id"), 10)
                        .brokenBy(DiscoveryBreach.NO_ID, DiscoveryBreach.ID_AS_NUMBER),
                Rule.of("each service answers at its id", DiscoveryRules::isCalledAtItsId, 16)
                        .brokenBy(AnswerBreach.SERVICE_ELSEWHERE),
                Rule.of("usage requirements are words", trial -> eachText(trial, "usageRequirements"), 12)
                        .brokenBy(
                                DiscoveryBreach.USAGE_REQUIREMENTS_AS_ARRAY, DiscoveryBreach.USAGE_REQUIREMENTS_EMPTY),
                Rule.of("hooks that renew each other's cards share an id", DiscoveryRules::sharesIds, 210, 211)
                        .brokenBy(DiscoveryBreach.AN_ID_FOR_EACH_HOOK));
    }

    private static void answersThere(Trial trial) {
        assertThat(trial.discovery().status()).isEqualTo(200);
    }

    private static void hasServices(Trial trial) {
        assertThat(trial.discovery().json().isObject()).isTrue();
        Seen.each(trial.services(), service -> assertThat(service.isObject()).isTrue());
    }

    private static void namesItsHook(Trial trial) {
        Seen.each(trial.services(), Seen.text("hook"));
        assertThat(trial.services().stream().map(service -> service.path("hook").stringValue()))
                .isSubsetOf(Contexts.ALL);
    }

    private static void eachText(Trial trial, String field) {
        Seen.each(trial.services(), Seen.text(field));
    }

    private static void sharesIds(Trial trial) {
        var byId = trial.services().stream()
                .collect(Collectors.groupingBy(
                        service -> service.path("id").stringValue(),
                        Collectors.mapping(service -> service.path("hook").stringValue(), Collectors.toSet())));
        assertThat(byId.values()).contains(Set.of("order-select", "order-sign"));
    }

    private static void isCalledAtItsId(Trial trial) {
        Seen.each(trial.services(), service -> {
            String id = service.path("id").stringValue();
            JsonNode request = trial.request(service.path("hook").stringValue());
            assertThat(trial.hospital.post(Asked.DISCOVERY + "/" + id, request).status())
                    .isEqualTo(200);
        });
        assertThat(trial.hospital
                        .post(Asked.DISCOVERY + "/no-such-service", trial.request("order-sign"))
                        .status())
                .isEqualTo(404);
    }
}
