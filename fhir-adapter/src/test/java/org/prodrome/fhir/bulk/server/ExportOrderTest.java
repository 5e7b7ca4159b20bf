package org.prodrome.fhir.bulk.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExportOrderTest {
    private static final URI BASE = URI.create("https://ehr.example.org/fhir");

    @Test
    void asksAtTheLevelThatIsMeant() {
        assertThat(ExportOrder.of(new ExportOrder.WholeSystem()).kickOff(BASE))
                .hasToString(BASE + "/$export?_outputFormat=application%2Ffhir%2Bndjson");
        assertThat(ExportOrder.of(new ExportOrder.AllPatients()).kickOff(BASE).getPath())
                .isEqualTo("/fhir/Patient/$export");
        assertThat(ExportOrder.of(new ExportOrder.MembersOf("g-1"))
                        .kickOff(BASE)
                        .getPath())
                .isEqualTo("/fhir/Group/g-1/$export");
    }

    @Test
    void asksForTypesAndATime() {
        var order = new ExportOrder(
                new ExportOrder.AllPatients(),
                List.of("Patient", "Condition"),
                Instant.parse("2026-01-01T00:00:00Z"),
                "ndjson");

        assertThat(order.kickOff(BASE).getQuery())
                .isEqualTo("_outputFormat=ndjson&_type=Patient,Condition&_since=2026-01-01T00:00:00Z");
    }

    @Test
    void refusesWhatCouldLeadElsewhere() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ExportOrder.MembersOf("../Patient"));
        assertThatIllegalArgumentException().isThrownBy(() -> new ExportOrder.MembersOf(".."));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExportOrder(
                        new ExportOrder.WholeSystem(), List.of("Patient&x=1"), null, ExportOrder.NDJSON));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExportOrder(new ExportOrder.WholeSystem(), List.of(), null, "text/csv"));
    }
}
