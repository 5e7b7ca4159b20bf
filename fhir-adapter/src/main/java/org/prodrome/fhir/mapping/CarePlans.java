package org.prodrome.fhir.mapping;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanActivityComponent;
import org.hl7.fhir.r4.model.CarePlan.CarePlanActivityDetailComponent;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.prodrome.fhir.record.CarePlanned;
import org.prodrome.fhir.record.CodedConcept;

/** CarePlan to {@link CarePlanned}; it may begin ahead. */
final class CarePlans {
    private CarePlans() {}

    static Mapped map(CarePlan plan, Times times) {
        if (plan.getStatus() == CarePlanStatus.REVOKED) {
            return Mapped.out(Excluded.NOT_DONE);
        }
        return Mapped.event(new CarePlanned(
                Sources.of(plan),
                Concepts.first(plan.getCategory(), plan.getTitle()),
                Times.firstOf(times.planned(plan.getPeriod().getStartElement()), times.of(plan.getCreatedElement())),
                times.end(plan.getPeriod().getEndElement()),
                Concepts.code(plan.getStatusElement(), "unknown"),
                activities(plan),
                Sources.each(plan.getGoal())));
    }

    private static List<CodedConcept> activities(CarePlan plan) {
        var activities = new ArrayList<CodedConcept>();
        for (CarePlanActivityComponent activity : plan.getActivity()) {
            CarePlanActivityDetailComponent detail = activity.getDetail();
            if (Concepts.speaks(detail.getCode())) {
                activities.add(Concepts.of(detail.getCode()));
            } else if (detail.getDescription() != null) {
                activities.add(Concepts.text(detail.getDescription()));
            } else if (activity.getReference().getDisplay() != null) {
                activities.add(Concepts.text(activity.getReference().getDisplay()));
            }
        }
        return activities;
    }
}
