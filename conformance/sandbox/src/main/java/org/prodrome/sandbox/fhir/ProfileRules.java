package org.prodrome.sandbox.fhir;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.MethodNotAllowedException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.sandbox.profile.EhrProfile;
import org.prodrome.sandbox.profile.EhrProfile.ElementRule;

/** What this kind of EHR refuses, each refusal naming the element. */
record ProfileRules(EhrProfile profile) {

    void requireCreate(String type) {
        require(profile.creates(type), type, "created");
    }

    void requireUpdate(String type) {
        require(profile.updates(type), type, "updated");
    }

    void requireConditionalCreate(String type) {
        if (!profile.conditionalCreate()) {
            throw Refusals.naming(
                    type,
                    IssueType.NOTSUPPORTED,
                    new InvalidRequestException("If-None-Exist: expected none, as the CapabilityStatement says"));
        }
    }

    /** Whether a new resource has what this EHR wants it to have. */
    void requireElements(Resource resource) {
        for (ElementRule rule : profile.rulesFor(resource.fhirType())) {
            List<Base> found = Elements.at(resource, rule.element());
            if (found.isEmpty()) {
                throw refusal(rule, IssueType.REQUIRED, "expected it, missing");
            }
            if (!rule.values().isEmpty()
                    && !found.stream().allMatch(value -> isAmong(Set.copyOf(rule.values()), value))) {
                throw refusal(rule, IssueType.BUSINESSRULE, "expected one of " + rule.values() + ", got another");
            }
        }
    }

    /** The resource as this EHR keeps it: some elements are dropped without a word. */
    <R extends Resource> R kept(R resource) {
        for (String element : profile.dropped().getOrDefault(resource.fhirType(), Set.of())) {
            Elements.named(resource, element).forEach(value -> resource.removeChild(element, value));
        }
        return resource;
    }

    /** Takes out the conditions that this EHR does not know for the type; they count as unknown parameters. */
    Set<String> takeUnsearchable(String type, Map<String, List<String>> conditions) {
        Set<String> unknown = conditions.keySet().stream()
                .filter(name -> !profile.searches(type, name))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        conditions.keySet().removeAll(unknown);
        return unknown;
    }

    void requireNarrowSearch(String type, Map<String, List<String>> conditions) {
        Set<String> wanted = profile.oneOf().getOrDefault(type, Set.of());
        if (!wanted.isEmpty() && wanted.stream().noneMatch(conditions::containsKey)) {
            String names = wanted.stream().sorted().collect(Collectors.joining(", "));
            throw Refusals.naming(
                    type,
                    IssueType.REQUIRED,
                    new InvalidRequestException("search parameter: expected one of " + names + ", none came"));
        }
    }

    private static void require(boolean offered, String type, String what) {
        if (!offered) {
            throw Refusals.naming(
                    type,
                    IssueType.NOTSUPPORTED,
                    new MethodNotAllowedException(type + ": cannot be " + what + " here; see the CapabilityStatement"));
        }
    }

    private static UnprocessableEntityException refusal(ElementRule rule, IssueType kind, String why) {
        return Refusals.naming(rule.path(), kind, new UnprocessableEntityException(rule.path() + ": " + why));
    }

    private static boolean isAmong(Set<String> values, Base value) {
        return switch (value) {
            case CodeableConcept concept -> concept.getCoding().stream().anyMatch(coding -> isAmong(values, coding));
            case Coding coding -> coding.hasCode() && values.contains(coding.getCode());
            case Base other -> other.isPrimitive() && values.contains(String.valueOf(other.primitiveValue()));
        };
    }
}
