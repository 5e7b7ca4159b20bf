package org.prodrome.fhir.consent;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentDataMeaning;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Consent.provisionDataComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * One active Consent, asked about resources. FHIR R4 "Consent": a root provision speaks for what it matches, its nested ones are
 * exceptions to it; a root without a type is the exception to the base policy ({@code policyRule}).
 *
 * <p>Two readings of ours. A permission that does not match says nothing certain about the rest, unless the base policy does. A
 * confidentiality code means "up to" in a permission and "from" in a denial.
 *
 * @param day on which provisions must be in force; null where not known
 * @param byName the patient's resources by {@code Type/id}, for what a Consent's data refers to
 */
record ConsentRule(
        Consent consent,
        ConsentCodes codes,
        LabelTable labels,
        Purpose purpose,
        @Nullable LocalDate day,
        Map<String, Resource> byName) {

    Verdict of(Resource resource) {
        Match base = consent.hasPolicyRule() ? codes.basePermits(consent.getPolicyRule(), purpose) : Match.UNCLEAR;
        Verdict otherwise = switch (base) {
            case YES -> Verdict.RELEASE;
            case NO -> Verdict.WITHHOLD;
            case UNCLEAR -> Verdict.UNDECIDED;
        };
        if (!consent.hasProvision()) {
            return otherwise;
        }
        ProvisionComponent root = consent.getProvision();
        Verdict action = root.hasType() ? action(root) : opposite(otherwise);
        boolean onlyDenies = base == Match.UNCLEAR && action == Verdict.WITHHOLD;
        return applied(root, resource, action, onlyDenies ? Verdict.RELEASE : otherwise);
    }

    private Verdict applied(ProvisionComponent provision, Resource resource, Verdict action, Verdict otherwise) {
        return switch (matches(provision, resource, action)) {
            case NO -> otherwise;
            case YES -> withExceptions(provision, resource, action);
            case UNCLEAR -> {
                Verdict where = withExceptions(provision, resource, action);
                yield where == otherwise ? where : Verdict.UNDECIDED;
            }
        };
    }

    /** The exceptions that match decide, the strictest of them first; where none does, the provision itself. */
    private Verdict withExceptions(ProvisionComponent provision, Resource resource, Verdict action) {
        Verdict strictest = null;
        for (ProvisionComponent nested : provision.getProvision()) {
            Verdict exception = nested.hasType() ? action(nested) : opposite(action);
            if (matches(nested, resource, exception) != Match.NO) {
                Verdict verdict = applied(nested, resource, exception, action);
                strictest = strictest == null ? verdict : strictest.or(verdict);
            }
        }
        return strictest == null ? action : strictest;
    }

    private static Verdict action(ProvisionComponent provision) {
        return provision.getType() == ConsentProvisionType.PERMIT ? Verdict.RELEASE : Verdict.WITHHOLD;
    }

    private static Verdict opposite(Verdict verdict) {
        return switch (verdict) {
            case RELEASE -> Verdict.WITHHOLD;
            case WITHHOLD -> Verdict.RELEASE;
            case UNDECIDED -> Verdict.UNDECIDED;
        };
    }

    private Match matches(ProvisionComponent provision, Resource resource, Verdict action) {
        return Match.any(provision.getPurpose().stream().map(code -> codes.purpose(code, purpose)))
                .and(Match.any(provision.getAction().stream().map(one -> codes.action(one, purpose))))
                .and(Spans.holds(provision.getPeriod(), day))
                .and(Match.any(provision.getClass_().stream().map(kind -> isOfClass(kind, resource))))
                .and(Match.any(provision.getSecurityLabel().stream().map(label -> isLabelled(label, resource, action))))
                .and(Match.any(provision.getCode().stream()
                        .flatMap(concept -> concept.getCoding().stream())
                        .map(code -> Match.of(Parts.hasCode(resource, code)))))
                .and(
                        provision.hasCode() && provision.getCode().stream().noneMatch(code -> code.hasCoding())
                                ? Match.UNCLEAR
                                : Match.YES)
                .and(
                        provision.hasDataPeriod()
                                ? Spans.holds(provision.getDataPeriod(), Spans.day(resource))
                                : Match.YES)
                .and(Match.any(provision.getData().stream().map(data -> isAbout(data, resource))))
                .and(provision.hasActor() ? Match.UNCLEAR : Match.YES);
    }

    /** A resource type, a profile, or the code of a kind of document. */
    private static Match isOfClass(Coding kind, Resource resource) {
        String system = Objects.requireNonNullElse(kind.getSystem(), "");
        String code = Objects.requireNonNullElse(kind.getCode(), "");
        if (system.endsWith("/resource-types") || system.isEmpty()) {
            return Match.of(code.equals(resource.fhirType()));
        }
        if (code.contains("/StructureDefinition/")) {
            return Match.of(
                    resource.getMeta().getProfile().stream().anyMatch(profile -> code.equals(profile.getValue())));
        }
        return Match.of(Parts.hasCode(resource, kind));
    }

    private Match isLabelled(Coding wanted, Resource resource, Verdict action) {
        List<Coding> found = Parts.labels(resource);
        return switch (labels.meaning(wanted.getSystem(), wanted.getCode())) {
            case Label.Level level -> {
                int distance = level(found).compareTo(level.level());
                yield Match.of(action == Verdict.RELEASE ? distance <= 0 : distance >= 0);
            }
            case Label.Category ignored -> has(found, wanted);
            case Label.CareOnly ignored -> has(found, wanted);
            case Label.Irrelevant ignored -> has(found, wanted);
            case Label.Unknown ignored -> has(found, wanted);
        };
    }

    private static Match has(List<Coding> found, Coding wanted) {
        return Match.of(found.stream().anyMatch(label -> Objects.equals(label.getCode(), wanted.getCode())));
    }

    /** The highest confidentiality; what has none is normal. */
    private Confidentiality level(List<Coding> found) {
        return found.stream()
                .map(label -> labels.meaning(label.getSystem(), label.getCode()))
                .filter(Label.Level.class::isInstance)
                .map(label -> ((Label.Level) label).level())
                .max(java.util.Comparator.naturalOrder())
                .orElse(Confidentiality.N);
    }

    private Match isAbout(provisionDataComponent data, Resource resource) {
        String target = Parts.target(data.getReference());
        ConsentDataMeaning meaning = data.getMeaning();
        if (target.isEmpty() || meaning == null) {
            return Match.UNCLEAR;
        }
        boolean itself = Parts.name(resource).equals(target);
        return switch (meaning) {
            case INSTANCE -> Match.of(itself);
            case RELATED -> itself ? Match.YES : related(target, resource);
            case DEPENDENTS -> Match.of(itself || Parts.references(resource).contains(target));
            case AUTHOREDBY -> Match.of(Parts.references(resource).contains(target));
            case NULL -> Match.UNCLEAR;
        };
    }

    /** What the named resource refers to; unclear where that one did not come along. */
    private Match related(String target, Resource resource) {
        Resource named = byName.get(target);
        return named == null ? Match.UNCLEAR : Match.of(Parts.references(named).contains(Parts.name(resource)));
    }
}
