package org.prodrome.fhir.mapping;

import java.util.List;
import org.hl7.fhir.r4.model.Age;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.FamilyMemberHistory;
import org.hl7.fhir.r4.model.FamilyMemberHistory.FamilyHistoryStatus;
import org.hl7.fhir.r4.model.FamilyMemberHistory.FamilyMemberHistoryConditionComponent;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.FamilyHistory;
import org.prodrome.fhir.record.Gap;

/** FamilyMemberHistory to one {@link FamilyHistory} per condition of the relative. */
final class FamilyHistories {
    private static final Shortfall UNKNOWN = new Shortfall(
            "FamilyMemberHistory.condition", Gap.Reason.NOT_SUPPLIED, "relatives are recorded with unknown health");

    private FamilyHistories() {}

    static Mapped map(FamilyMemberHistory history, Times times) {
        EventTime taken = times.of(history.getDateElement());
        List<ClinicalEvent> events = history.getCondition().stream()
                .<ClinicalEvent>map(condition -> event(history, condition, taken))
                .toList();
        boolean isUnknown = history.getStatus() == FamilyHistoryStatus.HEALTHUNKNOWN && events.isEmpty();
        return new Mapped.Events(events, isUnknown ? List.of(UNKNOWN) : List.of());
    }

    private static FamilyHistory event(
            FamilyMemberHistory history, FamilyMemberHistoryConditionComponent condition, @Nullable EventTime taken) {
        return new FamilyHistory(
                Sources.of(history),
                Concepts.of(condition.getCode()),
                taken,
                Concepts.of(history.getRelationship()),
                onsetYears(condition.getOnset()),
                deceased(history.getDeceased()),
                Concepts.code(history.getStatusElement(), ""));
    }

    private static @Nullable Integer onsetYears(@Nullable Type onset) {
        return switch (onset) {
            case Age age -> Ages.years(age);
            case Range range when range.hasLow() -> Ages.years(range.getLow());
            case null, default -> null;
        };
    }

    /** An age or a date of death says so as well. */
    private static @Nullable Boolean deceased(@Nullable Type deceased) {
        return switch (deceased) {
            case null -> null;
            case BooleanType said -> said.getValue();
            default -> Boolean.TRUE;
        };
    }
}
