package org.prodrome.reasoning.rule;

import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Enumerations;
import org.hl7.fhir.r4.model.Expression;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.PlanDefinition.ActionConditionKind;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionComponent;
import org.hl7.fhir.r4.model.RelatedArtifact;
import org.hl7.fhir.r4.model.TriggerDefinition;
import org.prodrome.reasoning.finding.RuleVersion;

/** The PlanDefinition of a generic rule, made from its {@code rule.json}. */
final class Plans {
    private static final String BASE = "http://fhir.prodrome.example/";

    private Plans() {}

    static PlanDefinition of(RuleDefinition definition) {
        RuleVersion version = definition.version();
        PlanDefinition plan = new PlanDefinition();
        plan.setId(new IdType("PlanDefinition", version.id()));
        plan.setUrl(BASE + "PlanDefinition/" + version.id())
                .setVersion(version.version())
                .setName(definition.library())
                .setTitle(version.title())
                .setType(new CodeableConcept(
                        new Coding("http://terminology.hl7.org/CodeSystem/plan-definition-type", "eca-rule", null)))
                .setStatus(Enumerations.PublicationStatus.ACTIVE)
                .setExperimental(true)
                .setPublisher("Prodrome");
        plan.addRelatedArtifact()
                .setType(RelatedArtifact.RelatedArtifactType.CITATION)
                .setDisplay(version.citation())
                .setUrl(version.citationUrl());
        plan.getLibrary()
                .add(new CanonicalType(BASE + "Library/" + definition.library() + "|" + definition.libraryVersion()));
        plan.addAction(action(definition));
        return plan;
    }

    private static PlanDefinitionActionComponent action(RuleDefinition definition) {
        PlanDefinitionActionComponent action = new PlanDefinitionActionComponent();
        action.setTitle(definition.version().title()).setPriority(priority(definition));
        definition.description().hooks().stream()
                .sorted()
                .forEach(hook -> action.addTrigger()
                        .setType(TriggerDefinition.TriggerType.NAMEDEVENT)
                        .setName(hook.id()));
        action.addCondition()
                .setKind(ActionConditionKind.APPLICABILITY)
                .setExpression(
                        new Expression().setLanguage("text/cql-identifier").setExpression("Fires"));
        return action;
    }

    private static PlanDefinition.RequestPriority priority(RuleDefinition definition) {
        return switch (definition.description().severity()) {
            case CRITICAL -> PlanDefinition.RequestPriority.STAT;
            case WARNING -> PlanDefinition.RequestPriority.URGENT;
            case INFO -> PlanDefinition.RequestPriority.ROUTINE;
        };
    }
}
