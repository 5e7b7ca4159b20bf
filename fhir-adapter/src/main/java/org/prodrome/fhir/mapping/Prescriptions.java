package org.prodrome.fhir.mapping;

import java.util.Comparator;
import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.MedicationStatement.MedicationStatementStatus;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.MedicationOrder;

/** MedicationRequest and MedicationStatement to {@link MedicationOrder}. */
final class Prescriptions {
    private static final Comparator<EventTime> LATER =
            Comparator.comparing(EventTime::lastDay).thenComparing(EventTime::date);

    private final Medications medications;
    private final Times times;

    Prescriptions(Medications medications, Times times) {
        this.medications = medications;
        this.times = times;
    }

    Mapped map(MedicationRequest request) {
        if (Boolean.TRUE.equals(request.getDoNotPerformElement().getValue())) {
            return Mapped.forbidden();
        }
        var product = medications.product(request.getMedication());
        var taken = Taken.of(request.getDosageInstruction());
        return Mapped.event(
                new MedicationOrder(
                        Sources.of(request),
                        product.concept(),
                        product.ingredients(),
                        start(request),
                        end(request),
                        Concepts.code(request.getStatusElement(), "unknown"),
                        Concepts.code(request.getIntentElement(), ""),
                        taken.words(),
                        taken.dose(),
                        taken.route(),
                        Concepts.reasons(request.getReasonCode(), request.getReasonReference()),
                        isReported(request)),
                product.shortfalls());
    }

    Mapped map(MedicationStatement statement) {
        MedicationStatementStatus status = statement.getStatus();
        if (status == MedicationStatementStatus.NOTTAKEN) {
            return Mapped.out(Excluded.NOT_DONE);
        }
        var product = medications.product(statement.getMedication());
        var taken = Taken.of(statement.getDosage());
        return Mapped.event(
                new MedicationOrder(
                        Sources.of(statement),
                        product.concept(),
                        product.ingredients(),
                        Times.firstOf(start(statement), times.of(statement.getDateAssertedElement())),
                        times.endOfChoice(statement.getEffective()),
                        Concepts.code(statement.getStatusElement(), "unknown"),
                        "",
                        taken.words(),
                        taken.dose(),
                        taken.route(),
                        Concepts.reasons(statement.getReasonCode(), statement.getReasonReference()),
                        true),
                product.shortfalls());
    }

    private @Nullable EventTime start(MedicationRequest request) {
        return Times.firstOf(
                times.of(request.getAuthoredOnElement()),
                times.planned(request.getDispenseRequest().getValidityPeriod().getStartElement()));
    }

    private @Nullable EventTime end(MedicationRequest request) {
        return Times.firstOf(
                lastBound(request.getDosageInstruction()),
                times.end(request.getDispenseRequest().getValidityPeriod().getEndElement()));
    }

    /** The latest end of all dosages, as of a dose that is tapered; null where any of them goes on. */
    private @Nullable EventTime lastBound(List<Dosage> dosages) {
        EventTime last = null;
        for (Dosage dosage : dosages) {
            var repeat = dosage.getTiming().getRepeat();
            EventTime bound = repeat.hasBoundsPeriod()
                    ? times.end(repeat.getBoundsPeriod().getEndElement())
                    : null;
            if (bound == null) {
                return null;
            }
            last = last == null || LATER.compare(bound, last) > 0 ? bound : last;
        }
        return last;
    }

    /** What is only intended may begin ahead. */
    private @Nullable EventTime start(MedicationStatement statement) {
        return statement.getStatus() == MedicationStatementStatus.INTENDED && statement.hasEffectivePeriod()
                ? times.planned(statement.getEffectivePeriod().getStartElement())
                : times.ofChoice(statement.getEffective());
    }

    /** Reported as a flag, or by naming whoever reported it. */
    private static boolean isReported(MedicationRequest request) {
        return switch (request.getReported()) {
            case BooleanType flag -> flag.hasValue() && flag.booleanValue();
            case Reference reporter -> !reporter.isEmpty();
            case null, default -> false;
        };
    }
}
