package org.prodrome.reasoning.rule;

import java.time.LocalDate;
import java.util.List;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.PatientRecord;

/**
 * What the rules are asked.
 *
 * @param record what could be read
 * @param asOf the day of the assessment; nothing later is looked at
 * @param hook whose rules are to run
 * @param drafts orders in progress; rules report on the selected ones, and see all
 */
public record RuleQuestion(PatientRecord record, LocalDate asOf, Hook hook, List<DraftOrder> drafts) {
    public RuleQuestion {
        drafts = List.copyOf(drafts);
    }
}
