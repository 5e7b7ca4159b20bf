package org.prodrome.fhir.consent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.prodrome.fhir.record.FhirAdapterException;

/**
 * What purposes, actions, base policies and scopes mean, from {@code consent-codes.tsv}.
 *
 * @param rows by {@code kind|code}, in the order of {@link Purpose}
 */
record ConsentCodes(Map<String, List<Match>> rows) {
    private static final String FILE = "consent-codes.tsv";

    ConsentCodes {
        rows = Map.copyOf(rows);
    }

    static ConsentCodes load() {
        var rows = new HashMap<String, List<Match>>();
        DataRows.of(FILE, 5)
                .forEach(row -> rows.put(row[0] + "|" + row[1], List.of(match(row[2]), match(row[3]), match(row[4]))));
        return new ConsentCodes(rows);
    }

    Match purpose(Coding code, Purpose purpose) {
        return of("purpose", code, purpose);
    }

    Match action(CodeableConcept action, Purpose purpose) {
        return any("action", action, purpose);
    }

    Match scope(CodeableConcept scope, Purpose purpose) {
        return any("scope", scope, purpose);
    }

    /** Whether the base policy permits; unclear where none is stated that we know. */
    Match basePermits(CodeableConcept policyRule, Purpose purpose) {
        return any("base-permit", policyRule, purpose);
    }

    private Match any(String kind, CodeableConcept concept, Purpose purpose) {
        return concept.hasCoding()
                ? Match.any(concept.getCoding().stream().map(code -> of(kind, code, purpose)))
                : Match.UNCLEAR;
    }

    private Match of(String kind, Coding code, Purpose purpose) {
        List<Match> row = rows.get(kind + "|" + code.getCode());
        return row == null ? Match.UNCLEAR : row.get(purpose.ordinal());
    }

    private static Match match(String word) {
        return switch (word) {
            case "yes" -> Match.YES;
            case "no" -> Match.NO;
            case "unclear" -> Match.UNCLEAR;
            default ->
                throw new FhirAdapterException.DataFileUnusable(
                        FILE + ": expected yes, no or unclear, got " + word, null);
        };
    }
}
