package org.prodrome.sandbox.ehr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.prodrome.sandbox.ehr.ChartView.OrderRow;
import org.prodrome.sandbox.fhir.ClinicalStore;

/** Reads orders, and from their Provenance who drafted and who accepted them. Thread-safe. */
final class OrderReader {

    private static final List<String> ORDER_TYPES = List.of("MedicationRequest", "ServiceRequest");
    private static final int CLOSED_ORDERS_SHOWN = 15;

    private final ClinicalStore store;

    OrderReader(ClinicalStore store) {
        this.store = store;
    }

    /** Open orders first, drafts on top; of the closed ones only the latest. */
    List<OrderRow> orders(String patientId) {
        Map<String, String> stories = stories(patientId);
        List<OrderRow> rows = ORDER_TYPES.stream()
                .flatMap(type -> store.chart(patientId, type).stream())
                .map(order -> row(order, stories.get(reference(order))))
                .sorted(Comparator.comparing(OrderReader::rank)
                        .thenComparing(row -> row.date() == null ? "" : row.date(), Comparator.reverseOrder()))
                .toList();
        List<OrderRow> shown =
                new ArrayList<>(rows.stream().filter(r -> rank(r) < 2).toList());
        rows.stream().filter(r -> rank(r) == 2).limit(CLOSED_ORDERS_SHOWN).forEach(shown::add);
        return shown;
    }

    /** Orders that wait in the chart for a signature. */
    List<OrderRow> drafts(String patientId) {
        return orders(patientId).stream().filter(row -> rank(row) == 0).toList();
    }

    static OrderRow row(Resource order, @Nullable String story) {
        return switch (order) {
            case MedicationRequest m ->
                new OrderRow(
                        reference(m),
                        text(m),
                        detail(m),
                        code(m.getStatus(), m.hasStatus() ? m.getStatus().toCode() : ""),
                        m.hasIntent() ? m.getIntent().toCode() : "not given",
                        Words.day(m.getAuthoredOnElement()),
                        story);
            case ServiceRequest s ->
                new OrderRow(
                        reference(s),
                        text(s),
                        detail(s),
                        code(s.getStatus(), s.hasStatus() ? s.getStatus().toCode() : ""),
                        s.hasIntent() ? s.getIntent().toCode() : "not given",
                        Words.day(s.getAuthoredOnElement()),
                        story);
            default -> new OrderRow(reference(order), text(order), null, "draft", "order", null, story);
        };
    }

    private static String code(@Nullable Object status, String text) {
        return status == null ? "not given" : text;
    }

    static String reference(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }

    static String text(Resource order) {
        return switch (order) {
            case MedicationRequest m ->
                m.hasMedicationCodeableConcept()
                        ? Words.of(m.getMedicationCodeableConcept())
                        : m.getMedication() instanceof Reference r && r.hasDisplay() ? r.getDisplay() : "Medication";
            case ServiceRequest s -> Words.of(s.getCode());
            case Condition c -> "Problem: " + Words.of(c.getCode());
            default -> order.fhirType();
        };
    }

    static @Nullable String detail(Resource order) {
        List<String> lines = new ArrayList<>();
        switch (order) {
            case MedicationRequest m -> {
                m.getDosageInstruction().stream().filter(d -> d.hasText()).forEach(d -> lines.add(d.getText()));
                m.getReasonCode().forEach(r -> lines.add("for " + Words.of(r)));
            }
            case ServiceRequest s -> s.getReasonCode().forEach(r -> lines.add("for " + Words.of(r)));
            default -> {}
        }
        return lines.isEmpty() ? null : String.join(" · ", lines);
    }

    private static int rank(OrderRow row) {
        if ("draft".equals(row.status()) || "proposal".equals(row.intent()) && "active".equals(row.status())) {
            return 0;
        }
        return "active".equals(row.status()) || "on-hold".equals(row.status()) ? 1 : 2;
    }

    private Map<String, String> stories(String patientId) {
        Map<String, String> stories = new HashMap<>();
        for (Resource found : store.chart(patientId, "Provenance")) {
            Provenance provenance = (Provenance) found;
            String story = story(provenance);
            for (Reference target : provenance.getTarget()) {
                if (!story.isEmpty()) {
                    stories.put(
                            target.getReferenceElement().getResourceType() + "/"
                                    + target.getReferenceElement().getIdPart(),
                            story);
                }
            }
        }
        return stories;
    }

    private String story(Provenance provenance) {
        return Stream.of(
                        told("drafted by ", provenance, "author", "assembler", "composer"),
                        told("accepted by ", provenance, "verifier", "attester", "legal", "enterer"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private Optional<String> told(String words, Provenance provenance, String... roles) {
        return provenance.getAgent().stream()
                .filter(agent -> agent.getType().getCoding().stream()
                        .anyMatch(type -> List.of(roles).contains(type.getCode())))
                .map(agent -> words + name(agent.getWho(), provenance))
                .findFirst();
    }

    private String name(Reference who, Provenance provenance) {
        if (who.hasDisplay()) {
            return who.getDisplay();
        }
        Optional<Resource> contained = provenance.getContained().stream()
                .filter(inside -> ("#" + inside.getIdPart())
                        .equals("#" + who.getReference().replace("#", "")))
                .findFirst();
        return contained.or(() -> stored(who)).map(OrderReader::nameOf).orElse("someone not named");
    }

    private Optional<Resource> stored(Reference who) {
        var id = who.getReferenceElement();
        return id.hasResourceType() ? store.read(id.getResourceType(), id.getIdPart()) : Optional.empty();
    }

    private static String nameOf(Resource who) {
        return switch (who) {
            case Practitioner practitioner -> Words.of(practitioner.getNameFirstRep());
            case Device device ->
                device.hasDeviceName() ? device.getDeviceNameFirstRep().getName() : "a device";
            default -> "a " + who.fhirType();
        };
    }
}
