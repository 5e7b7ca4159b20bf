package org.prodrome.fhir.mapping;

import java.util.List;
import org.prodrome.fhir.record.ClinicalEvent;

/** What became of one resource. */
sealed interface Mapped {

    /**
     * Its events, and what they lack.
     *
     * @param events none for a panel that only groups others, or a type that is no event
     * @param shortfalls what could not be read of it
     */
    record Events(List<ClinicalEvent> events, List<Shortfall> shortfalls) implements Mapped {}

    /**
     * It is no event, on purpose.
     *
     * @param isKept whether it stays among the resources: an order not to do something is nothing that was done, and rules
     *     compare other orders with it
     */
    record Out(Excluded reason, boolean isKept) implements Mapped {}

    /** It could not be understood as a whole. */
    record Unread(Shortfall shortfall) implements Mapped {}

    static Mapped event(ClinicalEvent event) {
        return new Events(List.of(event), List.of());
    }

    static Mapped event(ClinicalEvent event, List<Shortfall> shortfalls) {
        return new Events(List.of(event), shortfalls);
    }

    static Mapped out(Excluded reason) {
        return new Out(reason, false);
    }

    /** An order not to do something. */
    static Mapped forbidden() {
        return new Out(Excluded.NOT_DONE, true);
    }

    static Mapped nothing() {
        return new Events(List.of(), List.of());
    }
}
