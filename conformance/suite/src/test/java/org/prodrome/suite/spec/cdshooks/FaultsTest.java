package org.prodrome.suite.spec.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.conformance.ledger.Requirement;
import org.prodrome.sandbox.fault.Fault;
import tools.jackson.databind.node.ObjectNode;

/** With the FHIR server hanging, or without a model, answers are as valid as ever and say what was not looked at. */
class FaultsTest {

    /** Far longer than any client waits: who waited for it would never answer. */
    private static final Duration HANGING = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    @Requirement("cds-hooks_2.0@27")
    void answersWhileTheFhirServerHangs() throws Exception {
        try (var trial = new Trial(Hospital.hurried(folder))) {
            trial.beginWith(List.of());
            trial.answers(); // everything is fetched and warm
            trial.hospital.sandbox.faults().set(new Fault.SlowFhir(HANGING));
            trial.under(request -> {
                trial.withAccess(request);
                without(request, trial.keysOf(request.path("hook").stringValue(), "AllergyIntolerance"));
            });

            assertThat(trial.hooks())
                    .allSatisfy(hook -> assertThat(trial.call(hook).status()).isEqualTo(200));
            var cards = trial.call("order-sign").cards();
            assertThat(cards.toString()).contains("Sildenafil ordered with a nitrate");
            assertThat(cards.toString().toLowerCase(Locale.ROOT)).contains("allerg", "not checked");
            holds(trial, CardRules.all(), LinkRules.all());
        }
    }

    @Test
    void anOrderThatCouldNotBeCheckedIsNotPassedOver() throws Exception {
        try (var trial = new Trial(Hospital.hurried(folder))) {
            trial.beginWith(List.of());
            trial.answers();
            trial.hospital.sandbox.faults().set(new Fault.SlowFhir(HANGING));
            trial.under(request -> {
                trial.withAccess(request);
                var prefetch = (ObjectNode) request.path("prefetch");
                prefetch.retain(trial.keysOf(request.path("hook").stringValue(), "Patient"));
            });

            for (var hook : List.of("order-select", "order-sign", "medication-refill", "medication-verify")) {
                var cards = trial.call(hook).cards();
                assertThat(cards).as(hook).isNotEmpty();
                assertThat(cards.toString()).as(hook).containsIgnoringCase("not checked");
            }
        }
    }

    @Test
    void answersWithoutAModel() throws Exception {
        var nothing = Files.createDirectory(folder.resolve("no-model"));
        try (var trial = new Trial(Hospital.withModel(folder, nothing))) {
            trial.beginWith(List.of());

            assertThat(trial.call("order-sign").cards().toString()).contains("Sildenafil ordered with a nitrate");
            holds(trial, CardRules.all(), SuggestionRules.all(), LinkRules.all());
            assertThat(trial.answers()).hasSameSizeAs(trial.hooks());
        }
    }

    @SafeVarargs
    private static void holds(Trial trial, List<Rule>... rules) {
        Stream.of(rules)
                .flatMap(Collection::stream)
                .forEach(rule -> rule.check().holds(trial));
    }

    private static void without(ObjectNode request, List<String> keys) {
        assertThat(keys).isNotEmpty();
        ((ObjectNode) request.path("prefetch")).remove(keys);
    }
}
