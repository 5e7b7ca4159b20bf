package org.prodrome.suite.spec.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What the service asks to have fetched beforehand (CDS Hooks 2.0, "Prefetch Template" and what follows it). */
final class PrefetchRules {

    private static final Set<String> USER_IDS =
            Set.of("userPractitionerId", "userPractitionerRoleId", "userPatientId", "userRelatedPersonId");

    /** Root fields of some context whose value is an object or an array. */
    private static final Set<String> NO_PRIMITIVES = Set.of(
            "selections",
            "draftOrders",
            "appointments",
            "dispatchedOrders",
            "fulfillmentTasks",
            "allergyIntolerance",
            "conditions",
            "medications",
            "medication");

    private static final Pattern BRACES = Pattern.compile("\\{+[^{}]*}+");
    private static final Pattern TOKEN = Pattern.compile("\\{\\{([^{}]*)}}");
    private static final Pattern READ = Pattern.compile("[A-Z]\\w+/\\{\\{[\\w.]+}}|\\{\\{context\\.userId}}");
    private static final Pattern SEARCH = Pattern.compile("[A-Z]\\w+\\?(.+)");
    private static final Pattern PARAMETER = Pattern.compile("(_count|_sort|[a-z][a-z-]*(:in)?)=(.+)");
    private static final Pattern DATE = Pattern.compile("(eq|lt|gt|ge|le)?(\\d.*|\\{\\{.*)");

    private PrefetchRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of("each service asks for data in discovery", PrefetchRules::asksInDiscovery, 11, 28, 29)
                        .brokenBy(DiscoveryBreach.NO_PREFETCH),
                Rule.of("each template has a key and is a text", PrefetchRules::hasKeys, 36)
                        .brokenBy(
                                DiscoveryBreach.PREFETCH_AS_ARRAY,
                                DiscoveryBreach.TEMPLATE_AS_OBJECT,
                                DiscoveryBreach.TEMPLATE_EMPTY),
                Rule.of("tokens stand in double braces", PrefetchRules::doublesItsBraces, 35, 55)
                        .brokenBy(DiscoveryBreach.TOKEN_IN_SINGLE_BRACES),
                Rule.of("tokens are paths into the context or user ids", PrefetchRules::usesPaths, 56)
                        .brokenBy(DiscoveryBreach.TOKEN_IS_A_FUNCTION, DiscoveryBreach.TOKEN_OF_ANOTHER_KEY),
                Rule.of("tokens are primitives at the root of the context", PrefetchRules::usesPrimitives, 57)
                        .brokenBy(
                                DiscoveryBreach.TOKEN_BELOW_THE_ROOT,
                                DiscoveryBreach.TOKEN_OF_DRAFT_ORDERS,
                                DiscoveryBreach.TOKEN_OF_APPOINTMENTS),
                Rule.of("tokens of the context say context", PrefetchRules::saysContext, 59)
                        .brokenBy(DiscoveryBreach.TOKEN_WITHOUT_CONTEXT),
                Rule.of("queries keep to the common subset", PrefetchRules::keepsToTheSubset, 58)
                        .brokenBy(
                                DiscoveryBreach.TEMPLATE_WITH_INCLUDE,
                                DiscoveryBreach.TEMPLATE_WITH_MODIFIER,
                                DiscoveryBreach.TEMPLATE_WITH_CHAIN,
                                DiscoveryBreach.TEMPLATE_WITH_OTHER_DATE_PREFIX),
                asksBy("order-sign", "patientId", 8),
                asksBy("appointment-book", "patientId", 24),
                asksBy("encounter-start", "patientId", 40),
                asksBy("encounter-discharge", "patientId", 52),
                asksBy("order-dispatch", "patientId", 60),
                asksBy("order-select", "patientId", 81),
                asksBy("order-sign", "userId", 4),
                asksBy("order-sign", "encounterId", 12),
                asksBy("appointment-book", "userId", 20),
                asksBy("appointment-book", "encounterId", 28),
                asksBy("encounter-start", "userId", 36),
                asksBy("encounter-start", "encounterId", 44),
                asksBy("encounter-discharge", "userId", 48),
                asksBy("encounter-discharge", "encounterId", 56),
                asksBy("order-select", "userId", 77),
                asksBy("order-select", "encounterId", 85),
                neverAsksBy("order-sign", "draftOrders", DiscoveryBreach.TOKEN_OF_DRAFT_ORDERS, 16),
                neverAsksBy("appointment-book", "appointments", DiscoveryBreach.TOKEN_OF_APPOINTMENTS, 32),
                neverAsksBy("order-dispatch", "fulfillmentTasks", DiscoveryBreach.TOKEN_OF_FULFILLMENT_TASKS, 73),
                neverAsksBy("order-select", "selections", DiscoveryBreach.TOKEN_OF_SELECTIONS, 89),
                neverAsksBy("order-select", "draftOrders", DiscoveryBreach.TOKEN_OF_DRAFT_ORDERS, 93));
    }

    private static Rule asksBy(String hook, String field, int row) {
        return Rule.ofLibrary(
                        hook + " asks by " + field,
                        trial -> assertThat(tokens(trial, hook)).contains("context." + field),
                        row)
                .brokenBy(DiscoveryBreach.NO_PATIENT_TOKEN);
    }

    private static Rule neverAsksBy(String hook, String field, DiscoveryBreach breach, int row) {
        return Rule.ofLibrary(
                        hook + " never asks by " + field,
                        trial -> assertThat(tokens(trial, hook)).isNotEmpty().doesNotContain("context." + field),
                        row)
                .brokenBy(breach);
    }

    private static void asksInDiscovery(Trial trial) {
        Seen.each(
                trial.services(),
                service -> assertThat(service.path("prefetch").isEmpty()).isFalse());
    }

    private static void hasKeys(Trial trial) {
        Seen.each(trial.services(), service -> {
            assertThat(service.path("prefetch").isObject())
                    .as("prefetch is an object")
                    .isTrue();
            service.path("prefetch").properties().forEach(template -> {
                assertThat(template.getKey()).isNotBlank();
                assertThat(template.getValue().isString()).isTrue();
                assertThat(template.getValue().stringValue()).isNotBlank();
            });
        });
    }

    private static void doublesItsBraces(Trial trial) {
        eachTemplate(
                trial,
                template -> BRACES.matcher(template)
                        .results()
                        .forEach(token -> assertThat(token.group()).matches(TOKEN)));
        assertThat(trial.services().stream().flatMap(PrefetchRules::tokens)).isNotEmpty();
    }

    private static void usesPaths(Trial trial) {
        eachToken(
                trial,
                token -> assertThat(token.matches("(context\\.)?\\w+(\\.\\w+)*") && !isOfAnotherKey(trial, token))
                        .as(token)
                        .isTrue());
    }

    private static boolean isOfAnotherKey(Trial trial, String token) {
        var root = token.split("\\.", 2)[0];
        return token.contains(".")
                && trial.services().stream()
                        .anyMatch(service -> service.path("prefetch").has(root));
    }

    private static void usesPrimitives(Trial trial) {
        eachToken(trial, token -> {
            var path = token.replaceFirst("^context\\.", "");
            assertThat(path).doesNotContain(".");
            assertThat(NO_PRIMITIVES).doesNotContain(path);
        });
    }

    private static void saysContext(Trial trial) {
        eachToken(
                trial,
                token -> assertThat(token.startsWith("context.") || USER_IDS.contains(token))
                        .as(token)
                        .isTrue());
    }

    private static void keepsToTheSubset(Trial trial) {
        eachTemplate(trial, template -> {
            Matcher search = SEARCH.matcher(template);
            if (search.matches()) {
                Stream.of(search.group(1).split("&", -1)).forEach(PrefetchRules::isOfTheSubset);
            } else {
                assertThat(template).matches(READ);
            }
        });
    }

    private static void isOfTheSubset(String parameter) {
        assertThat(parameter).matches(PARAMETER);
        if (parameter.startsWith("date=")) {
            assertThat(parameter.substring("date=".length())).matches(DATE);
        }
    }

    private static void eachTemplate(Trial trial, Consumer<String> check) {
        Seen.each(trial.services(), service -> templates(service).forEach(check));
    }

    private static void eachToken(Trial trial, Consumer<String> check) {
        var tokens = trial.services().stream().flatMap(PrefetchRules::tokens).toList();
        assertThat(tokens).isNotEmpty();
        tokens.forEach(check);
    }

    private static List<String> tokens(Trial trial, String hook) {
        return trial.services().stream()
                .filter(service -> service.path("hook").stringValue("").equals(hook))
                .flatMap(PrefetchRules::tokens)
                .toList();
    }

    private static Stream<String> tokens(JsonNode service) {
        return templates(service)
                .flatMap(template -> TOKEN.matcher(template).results().map(token -> token.group(1)));
    }

    private static Stream<String> templates(JsonNode service) {
        return service.path("prefetch").valueStream().map(template -> template.stringValue(""));
    }
}
