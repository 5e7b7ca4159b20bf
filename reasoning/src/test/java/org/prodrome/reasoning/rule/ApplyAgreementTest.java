package org.prodrome.reasoning.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.RequestGroup;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencds.cqf.fhir.cql.EvaluationSettings;
import org.opencds.cqf.fhir.cql.engine.retrieve.RetrieveSettings;
import org.opencds.cqf.fhir.cql.engine.terminology.TerminologySettings;
import org.opencds.cqf.fhir.cr.CrSettings;
import org.opencds.cqf.fhir.cr.plandefinition.PlanDefinitionProcessor;
import org.opencds.cqf.fhir.utility.monad.Eithers;
import org.opencds.cqf.fhir.utility.repository.InMemoryFhirRepository;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.reasoning.finding.RuleResult;

/** The published PlanDefinition, applied by the reference implementation, fires exactly when our direct path does. */
class ApplyAgreementTest {
    private static final RuleEngine ENGINE = new RuleEngine(TestPacks.shipped());
    private static final CrSettings SETTINGS = settings();

    /** Rules whose value sets list their codes; code patterns are more than naive expansion can do. */
    static Stream<Arguments> cases() {
        return Stream.of("metformin-egfr", "pde5-nitrate", "cephalosporin-penicillin-allergy")
                .flatMap(id -> ENGINE.pack().rules().stream()
                        .filter(rule -> rule.definition().version().id().equals(id)))
                .flatMap(rule -> ENGINE.pack().goldenCases(rule).stream()
                        .filter(golden -> golden.input().drafts().stream().allMatch(draft -> draft.selected()))
                        .map(golden -> Arguments.of(
                                rule, Named.of(rule.definition().version().id() + ": " + golden.title(), golden))));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("cases")
    void planFiresWhenTheRuleFires(Rule rule, GoldenCase golden) {
        String id = rule.definition().version().id();
        boolean fired = ENGINE
                .evaluate(golden.input(), golden.hook(), r -> r.version().id().equals(id))
                .stream()
                .anyMatch(RuleResult.Fired.class::isInstance);
        assertThat(applies(id, golden)).isEqualTo(fired);
    }

    private static boolean applies(String id, GoldenCase golden) {
        var repository = new InMemoryFhirRepository(FhirJson.context(), bundle(golden));
        var processor = new PlanDefinitionProcessor(repository, SETTINGS);
        var parameters = new Parameters();
        parameters
                .addParameter()
                .setName("As Of")
                .setValue(new DateType(golden.asOf().toString()));
        var plan = Eithers.<CanonicalType, IIdType, PlanDefinition>forMiddle3(new IdType("PlanDefinition", id));
        var result = (RequestGroup) unwrapped(processor.apply(
                plan,
                "Patient/p1",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                parameters,
                true,
                null,
                List.of(),
                repository,
                repository,
                repository));
        assertThat(result.getContained().stream()
                        .filter(contained -> contained.fhirType().equals("OperationOutcome"))
                        .map(FhirJson::render))
                .isEmpty();
        return result.getAction().stream().anyMatch(Objects::nonNull);
    }

    private static Resource unwrapped(Object applied) {
        Resource resource = (Resource) applied;
        return resource.fhirType().equals("CarePlan")
                ? ((org.hl7.fhir.r4.model.CarePlan) resource)
                        .getContained().stream()
                                .filter(RequestGroup.class::isInstance)
                                .findFirst()
                                .orElseThrow()
                : resource;
    }

    private static Bundle bundle(GoldenCase golden) {
        Bundle bundle = new Bundle();
        Prepared.from(golden.input()).byType().values().forEach(all -> all.forEach(resource -> add(bundle, resource)));
        Publication.of(ENGINE.pack()).forEach(artifact -> add(bundle, artifact));
        return bundle;
    }

    private static void add(Bundle bundle, Resource resource) {
        bundle.addEntry()
                .setFullUrl(resource.fhirType() + "/" + resource.getIdElement().getIdPart())
                .setResource(resource);
    }

    private static CrSettings settings() {
        EvaluationSettings evaluation = EvaluationSettings.getDefault();
        evaluation.setTerminologySettings(new TerminologySettings()
                .setValuesetExpansionMode(TerminologySettings.VALUESET_EXPANSION_MODE.PERFORM_NAIVE_EXPANSION)
                .setValuesetPreExpansionMode(TerminologySettings.VALUESET_PRE_EXPANSION_MODE.USE_IF_PRESENT)
                .setValuesetMembershipMode(TerminologySettings.VALUESET_MEMBERSHIP_MODE.USE_EXPANSION)
                .setCodeLookupMode(TerminologySettings.CODE_LOOKUP_MODE.USE_CODESYSTEM_URL));
        evaluation.setRetrieveSettings(new RetrieveSettings()
                .setTerminologyParameterMode(RetrieveSettings.TERMINOLOGY_FILTER_MODE.FILTER_IN_MEMORY)
                .setSearchParameterMode(RetrieveSettings.SEARCH_FILTER_MODE.FILTER_IN_MEMORY));
        return new CrSettings().withEvaluationSettings(evaluation);
    }
}
