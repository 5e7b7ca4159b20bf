package org.prodrome.web.cdshooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prodrome.reasoning.Moment;

/**
 * The services there are, one per hook. Each has an id of its own; hooks whose cards supersede each other's have a second id
 * in common (CDS Hooks 2.0, "Update Stale Guidance").
 */
enum CdsServiceKind {
    PATIENT_VIEW(
            "patient-view",
            Shared.CHART,
            Moment.PATIENT_VIEW,
            "Prodrome: open chart",
            "Risks, care gaps and overlooked results of the patient whose chart is opened"),
    ORDER_SELECT(
            "order-select",
            Shared.ORDERS,
            Moment.ORDER_SELECT,
            "Prodrome: order picked",
            "Checks the order that was picked against the record"),
    ORDER_SIGN(
            "order-sign",
            Shared.ORDERS,
            Moment.ORDER_SIGN,
            "Prodrome: orders to sign",
            "Checks the orders about to be signed against the record and each other"),
    ORDER_DISPATCH(
            "order-dispatch",
            Shared.NONE,
            Moment.ORDER_DISPATCH,
            "Prodrome: orders sent out",
            "Checks signed orders against the record as it is when they are given to whoever carries them out"),
    ENCOUNTER_START(
            "encounter-start",
            Shared.CHART,
            Moment.ENCOUNTER_START,
            "Prodrome: encounter begins",
            "Risks, care gaps and overlooked results of the patient whose encounter begins"),
    ENCOUNTER_DISCHARGE(
            "encounter-discharge",
            Shared.CHART,
            Moment.ENCOUNTER_DISCHARGE,
            "Prodrome: before discharge",
            "Care gaps and overlooked results to be seen to before the encounter ends"),
    APPOINTMENT_BOOK(
            "appointment-book",
            Shared.NONE,
            Moment.APPOINTMENT_BOOK,
            "Prodrome: appointment",
            "Care gaps and overlooked results that the appointment could also be for"),
    ALLERGY_CREATE(
            "allergyintolerance-create",
            Shared.NONE,
            Moment.NEW_ALLERGY,
            "Prodrome: new allergy",
            "Checks the current medications against the allergy that is being entered"),
    PROBLEM_CREATE(
            "problem-list-item-create",
            Shared.NONE,
            Moment.NEW_PROBLEM,
            "Prodrome: new problem",
            "Checks the current medications against the problem that was entered"),
    MEDICATION_REFILL(
            "medication-refill",
            Shared.NONE,
            Moment.MEDICATION_REFILL,
            "Prodrome: refill",
            "Checks a prescription that is to be renewed against the record as it is now"),
    MEDICATION_VERIFY(
            "medication-verify",
            Shared.NONE,
            Moment.MEDICATION_VERIFY,
            "Prodrome: pharmacist's check",
            "Checks a signed prescription against the record");

    private static final String USAGE = "Needs a FHIR R4 server for what prefetch leaves out.";

    private final String hook;
    private final Shared shared;
    private final Moment moment;
    private final String title;
    private final String description;

    CdsServiceKind(String hook, Shared shared, Moment moment, String title, String description) {
        this.hook = hook;
        this.shared = shared;
        this.moment = moment;
        this.title = title;
        this.description = description;
    }

    /** The id of this hook's service alone. */
    String id() {
        return "prodrome-" + hook;
    }

    /** The id under which a client is told of it. */
    String id(boolean sharedIds) {
        return sharedIds && shared != Shared.NONE ? shared.id : id();
    }

    boolean isAt(String id) {
        return id.equals(id()) || id.equals(shared.id);
    }

    String hook() {
        return hook;
    }

    Moment moment() {
        return moment;
    }

    /** Whether it is about orders or medications, rather than the patient as a whole. */
    boolean isForOrders() {
        return !moment.isAtChart();
    }

    /** Whether the orders of its context are drafts, which alone may be changed or deleted by an action on a card. */
    boolean hasDrafts() {
        return this == ORDER_SELECT || this == ORDER_SIGN || this == MEDICATION_REFILL;
    }

    /** Whether it compares what the patient takes with something new in the record. */
    boolean isForNewEntries() {
        return this == ALLERGY_CREATE || this == PROBLEM_CREATE;
    }

    /** The field of its context that brings what is checked. */
    String checked() {
        return switch (this) {
            case PATIENT_VIEW, ENCOUNTER_START, ENCOUNTER_DISCHARGE -> "context.patientId";
            case APPOINTMENT_BOOK -> "context.appointments";
            case ORDER_SELECT, ORDER_SIGN -> "context.draftOrders";
            case ORDER_DISPATCH -> "context.dispatchedOrders";
            case ALLERGY_CREATE -> "context.allergyIntolerance";
            case PROBLEM_CREATE -> "context.conditions";
            case MEDICATION_REFILL -> "context.medications";
            case MEDICATION_VERIFY -> "context.medication";
        };
    }

    /** Fields of its context that a prefetch template may use: those at its root that are primitive. */
    Set<String> tokens() {
        return this == ORDER_DISPATCH ? Set.of("patientId", "performer") : Set.of("patientId", "userId", "encounterId");
    }

    static Optional<CdsServiceKind> ofHook(String hook) {
        return Arrays.stream(values()).filter(kind -> kind.hook.equals(hook)).findFirst();
    }

    static List<CdsServiceKind> all() {
        return List.of(values());
    }

    Service describe(boolean sharedIds, Map<String, String> prefetch) {
        return new Service(hook, title, description, id(sharedIds), prefetch, USAGE);
    }

    /** Ids that several hooks have in common. */
    private enum Shared {
        CHART("prodrome-chart"),
        ORDERS("prodrome-orders"),
        NONE("");

        private final String id;

        Shared(String id) {
            this.id = id;
        }
    }

    /** One entry of the discovery document (CDS Hooks 2.0, "Discovery"). */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Service(
            String hook,
            String title,
            String description,
            String id,
            Map<String, String> prefetch,
            String usageRequirements) {}
}
