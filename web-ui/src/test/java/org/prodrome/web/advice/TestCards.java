package org.prodrome.web.advice;

import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.card.Matter;
import org.prodrome.reasoning.finding.RiskContext;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.Risk;

/** Invented cards; the matter of each follows from what it rests on. */
public final class TestCards {
    public static final FhirReference ORDER = new FhirReference("MedicationRequest", "draft-1", null);
    public static final ModelVersion MODEL = new ModelVersion("kestrel", "3.1", "0a", true, "CPU");

    private TestCards() {}

    public static Card ofOrder(String rule, Severity severity) {
        return card(new Basis.ByRule(rule(rule)), severity, ORDER);
    }

    static Card ofOrder(String rule, Severity severity, FhirReference order) {
        return card(new Basis.ByRule(rule(rule)), severity, order);
    }

    public static Card ofPatient(String rule, Severity severity) {
        return card(new Basis.ByRule(rule(rule)), severity, null);
    }

    public static Card ofModel(String outcome) {
        return card(new Basis.ByModel(MODEL, risk(outcome)), Severity.WARNING, null);
    }

    public static Card notChecked() {
        return card(new Basis.NotEvaluated(List.of(rule("not-checked"))), Severity.INFO, ORDER);
    }

    static Card notRun(String rule) {
        return card(new Basis.NotEvaluated(List.of(rule(rule))), Severity.INFO, null, "Not run: " + rule);
    }

    public static RiskContext context(String outcome) {
        return new RiskContext.Given(MODEL, risk(outcome));
    }

    static Risk risk(String outcome) {
        return new Risk(new Outcome(outcome, outcome), 365, 0.2, 0.1, 0.3, null);
    }

    static RuleVersion rule(String id) {
        return new RuleVersion(
                id,
                "1.0.0",
                "Rule " + id,
                "a citation",
                "https://example.org",
                "owner",
                LocalDate.of(2030, 1, 1),
                "00");
    }

    static Matter matter(String source) {
        return new Matter(HexFormat.of().toHexDigits(source.hashCode()).repeat(8));
    }

    private static Card card(Basis basis, Severity severity, @Nullable FhirReference order) {
        return card(basis, severity, order, "Card of " + basis.sourceId());
    }

    private static Card card(Basis basis, Severity severity, @Nullable FhirReference order, String summary) {
        return new Card(
                matter(basis.sourceId()),
                severity,
                summary,
                "Why",
                basis,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                order,
                List.of());
    }
}
