package org.prodrome.fhir.mapping;

import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.ServiceOrder;

/** ServiceRequest to {@link ServiceOrder}; what it asks for may lie ahead. */
final class ServiceOrders {
    private ServiceOrders() {}

    static Mapped map(ServiceRequest request, Times times) {
        if (Boolean.TRUE.equals(request.getDoNotPerformElement().getValue())) {
            return Mapped.out(Excluded.NOT_DONE);
        }
        return Mapped.event(new ServiceOrder(
                Sources.of(request),
                Concepts.speaks(request.getCode())
                        ? Concepts.of(request.getCode())
                        : Concepts.first(request.getCategory(), null),
                Times.firstOf(times.of(request.getAuthoredOnElement()), occurrence(request, times)),
                Concepts.code(request.getStatusElement(), "unknown"),
                Concepts.code(request.getIntentElement(), ""),
                Concepts.reasons(request.getReasonCode(), request.getReasonReference())));
    }

    private static @Nullable EventTime occurrence(ServiceRequest request, Times times) {
        return switch (request.getOccurrence()) {
            case BaseDateTimeType time -> times.planned(time);
            case Period period -> times.planned(period.getStartElement());
            case null, default -> null;
        };
    }
}
