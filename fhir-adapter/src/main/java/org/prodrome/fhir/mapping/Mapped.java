package org.prodrome.fhir.mapping;

import java.util.List;
import org.prodrome.fhir.record.ClinicalEvent;

/** What became of one resource. */
sealed interface Mapped {

    /** Its events; none for a panel that only groups others, or a type that is no event. */
    record Events(List<ClinicalEvent> events) implements Mapped {}

    /** It was kept out on purpose. */
    record Out(Excluded reason) implements Mapped {}

    static Mapped event(ClinicalEvent event) {
        return new Events(List.of(event));
    }

    static Mapped out(Excluded reason) {
        return new Out(reason);
    }

    static Mapped nothing() {
        return new Events(List.of());
    }
}
