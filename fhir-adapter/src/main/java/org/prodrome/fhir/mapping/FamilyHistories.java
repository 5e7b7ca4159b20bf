package org.prodrome.fhir.mapping;

import java.util.ArrayList;
import org.hl7.fhir.r4.model.Age;
import org.hl7.fhir.r4.model.FamilyMemberHistory;
import org.hl7.fhir.r4.model.FamilyMemberHistory.FamilyHistoryStatus;
import org.hl7.fhir.r4.model.FamilyMemberHistory.FamilyMemberHistoryConditionComponent;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.FamilyHistory;

/** FamilyMemberHistory to one {@link FamilyHistory} per condition of the relative. */
final class FamilyHistories {
    private FamilyHistories() {}

    static Mapped map(FamilyMemberHistory history) {
        if (history.getStatus() == FamilyHistoryStatus.ENTEREDINERROR) {
            return Mapped.out(Excluded.ENTERED_IN_ERROR);
        }
        var events = new ArrayList<ClinicalEvent>();
        for (FamilyMemberHistoryConditionComponent condition : history.getCondition()) {
            events.add(new FamilyHistory(
                    Sources.of(history),
                    Concepts.of(condition.getCode()),
                    Times.of(history.getDateElement()),
                    Concepts.of(history.getRelationship()),
                    onsetYears(condition)));
        }
        return new Mapped.Events(events);
    }

    private static @Nullable Integer onsetYears(FamilyMemberHistoryConditionComponent condition) {
        return condition.getOnset() instanceof Age age && age.hasValue() && "a".equals(age.getCode())
                ? age.getValue().intValue()
                : null;
    }
}
