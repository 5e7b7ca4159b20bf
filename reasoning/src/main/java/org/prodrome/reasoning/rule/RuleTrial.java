package org.prodrome.reasoning.rule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.mapping.Ingredients;
import org.prodrome.fhir.mapping.RecordMapping;
import org.prodrome.fhir.prefetch.DraftOrders;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.fhir.resources.ParsedResources;
import org.prodrome.reasoning.LiveDay;
import org.prodrome.reasoning.failure.ReasoningException;

/** Runs one rule on one patient's file and shows the value of every define: the "why" of {@code rules explain}. */
public final class RuleTrial {
    private RuleTrial() {}

    /**
     * What there is to say.
     *
     * @param ok false when there is no such rule
     * @param lines to print; the last ones are the results
     */
    public record Report(boolean ok, List<String> lines) {
        public Report {
            lines = List.copyOf(lines);
        }
    }

    /**
     * What a rule found on one patient.
     *
     * @param defines the value of every define of its library that has one, by name
     * @param results what it says, a sentence each
     */
    public record Trace(SortedMap<String, String> defines, List<String> results) {
        public Trace {
            defines = Collections.unmodifiableSortedMap(new TreeMap<>(defines));
            results = List.copyOf(results);
        }
    }

    /**
     * A patient on trial.
     *
     * @param name of what it is read from, for messages
     * @param bundle a FHIR Bundle of one patient's resources, as JSON
     * @param draftOrders a Bundle of orders in progress, as JSON, or null
     * @param asOf the day of the assessment; null for now, when impossible times lose their date as they do in the app
     */
    public record Patient(
            String name, String bundle, @Nullable String draftOrders, @Nullable LocalDate asOf) {
        /** Never the record. */
        @Override
        public String toString() {
            return "Patient[" + name + "]";
        }
    }

    /**
     * Runs one rule on one patient's file.
     *
     * @param patientBundle a file with a FHIR Bundle of one patient's resources
     * @param draftOrders a file with a Bundle of orders in progress, or null
     * @param asOf as in {@link Patient}
     */
    public static Report explain(
            RulePack pack, String ruleId, Path patientBundle, @Nullable Path draftOrders, @Nullable LocalDate asOf) {
        if (pack.description(ruleId).isEmpty()) {
            return new Report(
                    false,
                    List.of("rule: expected one of "
                            + pack.versions().stream()
                                    .map(version -> version.id())
                                    .toList() + ", got " + ruleId));
        }
        Patient patient = new Patient(
                patientBundle.getFileName().toString(),
                text(patientBundle),
                draftOrders == null ? null : text(draftOrders),
                asOf);
        Trace trace = explain(pack, ruleId, patient, LocalRules.AS_PACKED);
        List<String> lines = new ArrayList<>();
        trace.defines().forEach((name, value) -> lines.add("define \"" + name + "\": " + value));
        lines.addAll(trace.results());
        return new Report(true, lines);
    }

    /**
     * Runs one rule on one patient, with what a site set for it.
     *
     * @throws ReasoningException where the Bundle holds no patient
     * @throws java.util.NoSuchElementException where the pack has no such rule
     */
    public static Trace explain(RulePack pack, String ruleId, Patient patient, LocalRules local) {
        Rule rule = pack.rules().stream()
                .filter(candidate -> candidate.definition().version().id().equals(ruleId))
                .findFirst()
                .orElseThrow();
        Instant now = Instant.now();
        LocalDate day = patient.asOf();
        PatientRecord record = record(patient, day == null ? now : Instant.EPOCH);
        String orders = patient.draftOrders();
        List<DraftOrder> drafts = orders == null ? List.of() : DraftOrders.parse(orders, null);
        RuleRun run = new RuleRun(
                pack,
                RuleEngine.input(record, day == null ? LiveDay.at(now) : day, drafts, Ingredients.shipped()),
                local);
        return new Trace(
                Explanation.defines(pack, rule, run),
                run.results(rule).stream().map(Explanation::result).toList());
    }

    private static PatientRecord record(Patient from, Instant readAt) {
        if (!(FhirJson.parse(from.bundle()) instanceof Bundle bundle)) {
            throw new ReasoningException.RefusedData(from.name() + ": expected a FHIR Bundle", null);
        }
        List<Resource> resources = bundle.getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .flatMap(Stream::ofNullable)
                .toList();
        PatientId patient = resources.stream()
                .filter(resource -> resource.fhirType().equals("Patient"))
                .map(resource -> new PatientId(resource.getIdElement().getIdPart()))
                .findFirst()
                .orElseThrow(() -> new ReasoningException.RefusedData(
                        from.name() + ": expected a Patient in the Bundle, found none", null));
        return RecordMapping.map("file", patient, ParsedResources.of(resources), List.of(), readAt);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ReasoningException.RefusedData(file.getFileName() + ": could not be read", e);
        }
    }
}
