package org.prodrome.reasoning.rule;

import ca.uhn.fhir.repository.IRepository;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.cqframework.cql.cql2elm.model.CompiledLibrary;
import org.cqframework.cql.cql2elm.model.Model;
import org.hl7.cql.model.ModelIdentifier;
import org.hl7.elm.r1.VersionedIdentifier;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.RequestGroup;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ValueSet;
import org.opencds.cqf.fhir.cql.EvaluationSettings;
import org.opencds.cqf.fhir.cql.engine.retrieve.RetrieveSettings;
import org.opencds.cqf.fhir.cql.engine.terminology.TerminologySettings;
import org.opencds.cqf.fhir.cr.CrSettings;
import org.opencds.cqf.fhir.cr.plandefinition.PlanDefinitionProcessor;
import org.opencds.cqf.fhir.utility.monad.Eithers;
import org.opencds.cqf.fhir.utility.repository.InMemoryFhirRepository;
import org.prodrome.fhir.mapping.Ingredients;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.FhirJson;

/**
 * The published PlanDefinitions under the reference implementation's {@code $apply}, on one patient: what the rules are held
 * against in tests and benchmarks. Not used to answer anybody.
 *
 * <p>Patterns of codes are listed for it, as far as their codes stand on the record: it knows listed codes only.
 */
public final class ApplyPeer {
    private final List<String> plans;
    private final PlanDefinitionProcessor processor;
    private final String patient;
    private final LocalDate asOf;

    /**
     * What compiling costs once.
     *
     * @param models of FHIR
     * @param libraries compiled
     */
    record Compiled(Map<ModelIdentifier, Model> models, Map<VersionedIdentifier, CompiledLibrary> libraries) {
        Compiled() {
            this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }
    }

    ApplyPeer(RulePack pack, RuleInput input, Compiled compiled) {
        Bundle bundle = new Bundle();
        Prepared prepared = Prepared.from(input);
        prepared.byType().values().forEach(all -> all.forEach(resource -> add(bundle, resource)));
        Publication.of(pack)
                .forEach(artifact -> add(
                        bundle,
                        artifact instanceof ValueSet set
                                ? pack.valueSets()
                                        .listedFor(set, prepared.byType().values())
                                : artifact));
        this.processor =
                new PlanDefinitionProcessor(new InMemoryFhirRepository(FhirJson.context(), bundle), settings(compiled));
        this.plans = pack.versions().stream().map(version -> version.id()).toList();
        this.patient = input.patient();
        this.asOf = input.asOf();
    }

    /** The rules of a pack on a record. */
    public static ApplyPeer of(RulePack pack, PatientRecord record, LocalDate asOf, List<DraftOrder> drafts) {
        return new ApplyPeer(pack, RuleEngine.input(record, asOf, drafts, Ingredients.shipped()), new Compiled());
    }

    /**
     * Applies every plan.
     *
     * @return ids of the rules that fire
     * @throws IllegalStateException where the reference implementation reports an error
     */
    public Set<String> fire() {
        Set<String> fired = new TreeSet<>();
        plans.stream().filter(this::fires).forEach(fired::add);
        return fired;
    }

    boolean fires(String rule) {
        Parameters parameters = new Parameters();
        parameters.addParameter().setName("As Of").setValue(new DateType(asOf.toString()));
        RequestGroup applied = unwrapped(processor.apply(
                Eithers.<CanonicalType, IIdType, PlanDefinition>forMiddle3(new IdType("PlanDefinition", rule)),
                "Patient/" + patient,
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
                (IRepository) null,
                null,
                null));
        if (applied.getContained().stream()
                .anyMatch(contained -> contained.fhirType().equals("OperationOutcome"))) {
            throw new IllegalStateException(rule + ": $apply reported an error");
        }
        return applied.getAction().stream().anyMatch(Objects::nonNull);
    }

    private static RequestGroup unwrapped(Object applied) {
        return Stream.of((Resource) applied)
                .flatMap(resource ->
                        resource instanceof CarePlan plan ? plan.getContained().stream() : Stream.of(resource))
                .filter(RequestGroup.class::isInstance)
                .map(RequestGroup.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static void add(Bundle bundle, Resource resource) {
        bundle.addEntry()
                .setFullUrl(resource.fhirType() + "/" + resource.getIdElement().getIdPart())
                .setResource(resource);
    }

    private static CrSettings settings(Compiled compiled) {
        EvaluationSettings evaluation =
                EvaluationSettings.getDefault().withModelCache(compiled.models).withLibraryCache(compiled.libraries);
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
