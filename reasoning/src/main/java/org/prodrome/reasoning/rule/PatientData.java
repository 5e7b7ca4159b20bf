package org.prodrome.reasoning.rule;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.opencds.cqf.cql.engine.retrieve.RetrieveProvider;
import org.opencds.cqf.cql.engine.runtime.Code;
import org.opencds.cqf.cql.engine.runtime.Interval;

/**
 * One patient's resources, by type, for the CQL engine. Answers type and code filters; used by one thread.
 *
 * <p>A rule sees the medications that are in one of its own value sets. The translator turns a coded retrieve of a
 * MedicationRequest into a search of every one of them, in the slow language, because its medication may also be a
 * reference; here it costs one look-up for each.
 */
final class PatientData implements RetrieveProvider {
    /** A value set that stands for whatever is ordered: a rule about every drug sees what shares an ingredient with an order. */
    private static final String ORDERED = "http://fhir.prodrome.example/ValueSet/ordered-ingredients";

    private static final String MEDICATIONS = "MedicationRequest";

    private final Map<String, List<Resource>> byType;
    private final ValueSets valueSets;
    private final Map<String, CodeIndex> indexes = new HashMap<>();
    private final Map<String, List<Object>> answered = new HashMap<>();
    private Set<String> ruleValueSets = Set.of();
    private @Nullable Set<Token> ordered;

    PatientData(Map<String, List<Resource>> byType, ValueSets valueSets) {
        this.byType = byType;
        this.valueSets = valueSets;
    }

    /** The same patient with other medications: what was found of the other types is not looked for again. */
    PatientData with(Map<String, List<Resource>> others) {
        PatientData data = new PatientData(others, valueSets);
        data.indexes.putAll(indexes);
        data.answered.putAll(answered);
        data.indexes.remove(MEDICATIONS);
        data.answered.keySet().removeIf(question -> question.startsWith(MEDICATIONS));
        return data;
    }

    /** From now on the questions are this rule's. */
    void ask(Rule rule) {
        ruleValueSets = rule.valueSets();
    }

    @Override
    public Iterable<Object> retrieve(
            @Nullable String context,
            @Nullable String contextPath,
            @Nullable Object contextValue,
            String dataType,
            @Nullable String templateId,
            @Nullable String codePath,
            @Nullable Iterable<Code> codes,
            @Nullable String valueSet,
            @Nullable String datePath,
            @Nullable String dateLowPath,
            @Nullable String dateHighPath,
            @Nullable Interval dateRange) {
        List<Object> found = retrieve(dataType, codes, valueSet);
        return dateRange == null
                ? found
                : DateFilter.within(found, Stream.of(datePath, dateLowPath, dateHighPath), dateRange);
    }

    private List<Object> retrieve(String dataType, @Nullable Iterable<Code> codes, @Nullable String valueSet) {
        if (valueSet != null) {
            return answered.computeIfAbsent(
                    dataType + " " + valueSet,
                    ignored -> index(dataType).with((system, code) -> valueSets.contains(valueSet, system, code)));
        }
        if (codes != null) {
            Set<Token> wanted = new HashSet<>();
            codes.forEach(code -> wanted.add(new Token(code.getSystem(), code.getCode())));
            return index(dataType).with((system, code) -> wanted.contains(new Token(system, code)));
        }
        return dataType.equals(MEDICATIONS)
                ? medications()
                : answered.computeIfAbsent(dataType, type -> CodeIndex.sorted(byType.getOrDefault(type, List.of())));
    }

    private record Token(@Nullable String system, @Nullable String code) {}

    private List<Object> medications() {
        return answered.computeIfAbsent(
                MEDICATIONS + " " + ruleValueSets, ignored -> index(MEDICATIONS).with(this::sees));
    }

    /** Whether a medication of this code is in one of the rule's value sets. */
    private boolean sees(@Nullable String system, @Nullable String code) {
        for (String url : ruleValueSets) {
            boolean isIn = url.equals(ORDERED)
                    ? ordered().contains(new Token(system, code))
                    : valueSets.contains(url, system, code);
            if (isIn) {
                return true;
            }
        }
        return false;
    }

    /** Whether any order in progress is in one of the rule's value sets. */
    boolean seesOrder() {
        return ordered().stream().anyMatch(token -> sees(token.system(), token.code()));
    }

    private Set<Token> ordered() {
        if (ordered == null) {
            ordered = byType.getOrDefault(MEDICATIONS, List.of()).stream()
                    .filter(resource -> Drafts.of(resource) != null)
                    .flatMap(resource -> codings(resource).stream())
                    .map(coding -> new Token(coding.getSystem(), coding.getCode()))
                    .collect(Collectors.toSet());
        }
        return ordered;
    }

    private CodeIndex index(String dataType) {
        return indexes.computeIfAbsent(dataType, type -> new CodeIndex(byType.getOrDefault(type, List.of())));
    }

    static List<Coding> codings(Resource resource) {
        CodeableConcept concept = switch (resource) {
            case Observation o -> o.getCode();
            case MedicationRequest m when m.hasMedicationCodeableConcept() -> m.getMedicationCodeableConcept();
            case Condition c -> c.getCode();
            case AllergyIntolerance a -> a.getCode();
            case Procedure p -> p.getCode();
            case Immunization i -> i.getVaccineCode();
            case DiagnosticReport d -> d.getCode();
            case ServiceRequest s -> s.getCode();
            case Encounter e -> e.getTypeFirstRep();
            default -> new CodeableConcept();
        };
        return concept.getCoding();
    }
}
