package org.prodrome.suite.spec.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prodrome.conformance.ledger.Requirement;

/** Every rule holds of the running app, and its check fails as soon as a service or a client breaks the rule. */
class ProvenCdsRulesTest {

    private static final String SERVICE = "cds-hooks_2.0@";
    private static final String LIBRARY = "cds-hooks-library_1.0.1@";

    @SuppressWarnings("NullAway.Init") // opened before all tests
    private static Trial trial;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        trial = new Trial(Hospital.unhurried(folder));
    }

    @AfterAll
    static void close() {
        trial.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.prodrome.suite.spec.cdshooks.DiscoveryRules#all")
    @Requirement({
        SERVICE + 4,
        SERVICE + 5,
        SERVICE + 6,
        SERVICE + 7,
        SERVICE + 8,
        SERVICE + 9,
        SERVICE + 10,
        SERVICE + 12,
        SERVICE + 13,
        SERVICE + 16,
        SERVICE + 210,
        SERVICE + 211
    })
    void discovery(Rule rule) {
        Proof.of(rule, trial);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.prodrome.suite.spec.cdshooks.PrefetchRules#all")
    @Requirement({
        SERVICE + 11,
        SERVICE + 28,
        SERVICE + 29,
        SERVICE + 35,
        SERVICE + 36,
        SERVICE + 55,
        SERVICE + 56,
        SERVICE + 57,
        SERVICE + 58,
        SERVICE + 59,
        LIBRARY + 8,
        LIBRARY + 16,
        LIBRARY + 24,
        LIBRARY + 32,
        LIBRARY + 40,
        LIBRARY + 52,
        LIBRARY + 60,
        LIBRARY + 73,
        LIBRARY + 4,
        LIBRARY + 12,
        LIBRARY + 20,
        LIBRARY + 28,
        LIBRARY + 36,
        LIBRARY + 44,
        LIBRARY + 48,
        LIBRARY + 56,
        LIBRARY + 77,
        LIBRARY + 85,
        LIBRARY + 81,
        LIBRARY + 89,
        LIBRARY + 93
    })
    void prefetch(Rule rule) {
        Proof.of(rule, trial);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.prodrome.suite.spec.cdshooks.AnswerRules#all")
    @Requirement({
        SERVICE + 1,
        SERVICE + 3,
        SERVICE + 14,
        SERVICE + 34,
        SERVICE + 52,
        SERVICE + 54,
        SERVICE + 60,
        SERVICE + 61,
        SERVICE + 74,
        SERVICE + 76,
        SERVICE + 77,
        SERVICE + 81,
        SERVICE + 82,
        SERVICE + 118,
        SERVICE + 148,
        SERVICE + 208
    })
    void theAnswer(Rule rule) {
        Proof.of(rule, trial);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.prodrome.suite.spec.cdshooks.CardRules#all")
    @Requirement({
        SERVICE + 80,
        SERVICE + 83,
        SERVICE + 84,
        SERVICE + 85,
        SERVICE + 87,
        SERVICE + 88,
        SERVICE + 90,
        SERVICE + 98,
        SERVICE + 99,
        SERVICE + 100,
        SERVICE + 105,
        SERVICE + 106,
        SERVICE + 107,
        SERVICE + 108,
        SERVICE + 109,
        SERVICE + 115,
        SERVICE + 116,
        SERVICE + 136,
        SERVICE + 216,
        SERVICE + 217,
        SERVICE + 218,
        SERVICE + 219,
        SERVICE + 220
    })
    void theCards(Rule rule) {
        Proof.of(rule, trial);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.prodrome.suite.spec.cdshooks.SuggestionRules#all")
    @Requirement({
        SERVICE + 92,
        SERVICE + 93,
        SERVICE + 94,
        SERVICE + 95,
        SERVICE + 96,
        SERVICE + 117,
        SERVICE + 119,
        SERVICE + 120,
        SERVICE + 121,
        SERVICE + 122,
        SERVICE + 123,
        SERVICE + 124,
        SERVICE + 125,
        SERVICE + 127,
        SERVICE + 128,
        SERVICE + 129,
        SERVICE + 130,
        SERVICE + 131,
        SERVICE + 132,
        SERVICE + 133,
        SERVICE + 134,
        SERVICE + 135
    })
    void theSuggestions(Rule rule) {
        Proof.of(rule, trial);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.prodrome.suite.spec.cdshooks.LinkRules#all")
    @Requirement({
        SERVICE + 103,
        SERVICE + 104,
        SERVICE + 110,
        SERVICE + 138,
        SERVICE + 139,
        SERVICE + 141,
        SERVICE + 142,
        SERVICE + 144,
        SERVICE + 145,
        SERVICE + 146,
        SERVICE + 147
    })
    void theLinks(Rule rule) {
        Proof.of(rule, trial);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.prodrome.suite.spec.cdshooks.AdmissionRules#all")
    @Requirement({
        SERVICE + 176,
        SERVICE + 177,
        SERVICE + 195,
        SERVICE + 199,
        SERVICE + 201,
        SERVICE + 203,
        SERVICE + 205
    })
    void admission(Rule rule) {
        Proof.of(rule, trial);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.prodrome.suite.spec.cdshooks.ContextRules#all")
    @Requirement({
        LIBRARY + 1,
        LIBRARY + 2,
        LIBRARY + 3,
        LIBRARY + 5,
        LIBRARY + 6,
        LIBRARY + 7,
        LIBRARY + 9,
        LIBRARY + 10,
        LIBRARY + 11,
        LIBRARY + 13,
        LIBRARY + 14,
        LIBRARY + 15,
        LIBRARY + 17,
        LIBRARY + 18,
        LIBRARY + 19,
        LIBRARY + 21,
        LIBRARY + 22,
        LIBRARY + 23,
        LIBRARY + 25,
        LIBRARY + 26,
        LIBRARY + 27,
        LIBRARY + 29,
        LIBRARY + 30,
        LIBRARY + 31,
        LIBRARY + 33,
        LIBRARY + 34,
        LIBRARY + 35,
        LIBRARY + 37,
        LIBRARY + 38,
        LIBRARY + 39,
        LIBRARY + 41,
        LIBRARY + 42,
        LIBRARY + 43,
        LIBRARY + 45,
        LIBRARY + 46,
        LIBRARY + 47,
        LIBRARY + 49,
        LIBRARY + 50,
        LIBRARY + 51,
        LIBRARY + 53,
        LIBRARY + 54,
        LIBRARY + 55,
        LIBRARY + 57,
        LIBRARY + 58,
        LIBRARY + 59,
        LIBRARY + 61,
        LIBRARY + 62,
        LIBRARY + 63,
        LIBRARY + 65,
        LIBRARY + 66,
        LIBRARY + 67,
        LIBRARY + 69,
        LIBRARY + 70,
        LIBRARY + 71,
        LIBRARY + 72,
        LIBRARY + 74,
        LIBRARY + 75,
        LIBRARY + 76,
        LIBRARY + 78,
        LIBRARY + 79,
        LIBRARY + 80,
        LIBRARY + 82,
        LIBRARY + 83,
        LIBRARY + 84,
        LIBRARY + 86,
        LIBRARY + 87,
        LIBRARY + 88,
        LIBRARY + 90,
        LIBRARY + 91,
        LIBRARY + 92
    })
    void theContext(Rule rule) {
        Proof.of(rule, trial);
    }

    static List<Rule> patientView() {
        return ContextRules.withoutRows("patient-view");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void patientView(Rule rule) {
        Proof.of(rule, trial);
    }

    static List<Rule> allergyintoleranceCreate() {
        return ContextRules.withoutRows("allergyintolerance-create");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void allergyintoleranceCreate(Rule rule) {
        Proof.of(rule, trial);
    }

    static List<Rule> problemListItemCreate() {
        return ContextRules.withoutRows("problem-list-item-create");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void problemListItemCreate(Rule rule) {
        Proof.of(rule, trial);
    }

    static List<Rule> medicationRefill() {
        return ContextRules.withoutRows("medication-refill");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void medicationRefill(Rule rule) {
        Proof.of(rule, trial);
    }

    static List<Rule> medicationVerify() {
        return ContextRules.withoutRows("medication-verify");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void medicationVerify(Rule rule) {
        Proof.of(rule, trial);
    }

    @Test
    void everyHookOfTheLibraryIsAnnounced() {
        trial.beginWith(List.of());
        assertThat(trial.hooks()).containsExactlyInAnyOrderElementsOf(Contexts.ALL);
    }

    @Test
    void theRequirementsNamedHereAreThoseOfTheCatalogue() {
        var named = Arrays.stream(ProvenCdsRulesTest.class.getDeclaredMethods())
                .flatMap(method -> Stream.ofNullable(method.getAnnotation(Requirement.class)))
                .flatMap(requirement -> Arrays.stream(requirement.value()))
                .collect(Collectors.toSet());
        var proven = Catalogue.all().stream()
                .flatMap(rule -> rule.requirements().stream())
                .collect(Collectors.toSet());
        assertThat(named).isEqualTo(proven);
    }

    @Test
    void everyBreachProvesARule() {
        var used = Catalogue.all().stream()
                .flatMap(rule -> rule.breaches().stream())
                .collect(Collectors.toSet());
        assertThat(Stream.of(
                                DiscoveryBreach.values(),
                                AnswerBreach.values(),
                                CardBreach.values(),
                                AdmissionBreach.values(),
                                FhirBreach.values())
                        .flatMap(Arrays::stream))
                .allMatch(used::contains);
    }
}
