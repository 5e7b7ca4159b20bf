package org.prodrome.reasoning.rule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
     * Runs one rule on one patient.
     *
     * @param patientBundle a file with a FHIR Bundle of one patient's resources
     * @param draftOrders a file with a Bundle of orders in progress, or null
     * @param asOf the day of the assessment; null for now, when impossible times lose their date as they do in the app
     */
    public static Report explain(
            RulePack pack, String ruleId, Path patientBundle, @Nullable Path draftOrders, @Nullable LocalDate asOf) {
        Optional<Rule> rule = pack.rules().stream()
                .filter(candidate -> candidate.definition().version().id().equals(ruleId))
                .findFirst();
        if (rule.isEmpty()) {
            return new Report(
                    false,
                    List.of("rule: expected one of "
                            + pack.versions().stream()
                                    .map(version -> version.id())
                                    .toList() + ", got " + ruleId));
        }
        Instant now = Instant.now();
        PatientRecord record = record(patientBundle, asOf == null ? now : Instant.EPOCH);
        List<DraftOrder> drafts = draftOrders == null ? List.of() : DraftOrders.parse(text(draftOrders), null);
        RuleRun run = new RuleRun(
                pack,
                RuleEngine.input(record, asOf == null ? LiveDay.at(now) : asOf, drafts, Ingredients.shipped()),
                LocalRules.AS_PACKED);
        List<String> lines = new ArrayList<>(Explanation.lines(pack, rule.get(), run));
        run.results(rule.get()).forEach(result -> lines.add(Explanation.result(result)));
        return new Report(true, lines);
    }

    private static PatientRecord record(Path file, Instant readAt) {
        if (!(FhirJson.parse(text(file)) instanceof Bundle bundle)) {
            throw new ReasoningException.RefusedData(file.getFileName() + ": expected a FHIR Bundle", null);
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
                        file.getFileName() + ": expected a Patient in the Bundle, found none", null));
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
