package org.prodrome.web.cdshooks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prodrome.reasoning.Moment;

/** The services offered, one per hook. */
enum CdsServiceKind {
    PATIENT_VIEW(
            "prodrome-patient-view",
            "patient-view",
            Moment.PATIENT_VIEW,
            "Prodrome: open chart",
            "Risks, care gaps and overlooked results of the patient whose chart is opened"),
    ORDER_SELECT(
            "prodrome-order-select",
            "order-select",
            Moment.ORDER_SELECT,
            "Prodrome: order picked",
            "Checks the order that was picked against the record"),
    ORDER_SIGN(
            "prodrome-order-sign",
            "order-sign",
            Moment.ORDER_SIGN,
            "Prodrome: orders to sign",
            "Checks the orders about to be signed against the record and each other");

    private final String id;
    private final String hook;
    private final Moment moment;
    private final String title;
    private final String description;

    CdsServiceKind(String id, String hook, Moment moment, String title, String description) {
        this.id = id;
        this.hook = hook;
        this.moment = moment;
        this.title = title;
        this.description = description;
    }

    String id() {
        return id;
    }

    String hook() {
        return hook;
    }

    Moment moment() {
        return moment;
    }

    boolean isForOrders() {
        return this != PATIENT_VIEW;
    }

    static Optional<CdsServiceKind> of(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
    }

    static List<CdsServiceKind> all() {
        return List.of(values());
    }

    Service describe(Map<String, String> prefetch) {
        return new Service(
                hook, title, description, id, prefetch, "Needs a FHIR R4 server for what prefetch leaves out.");
    }

    /** One entry of the discovery document (CDS Hooks 2.0, "Discovery"). */
    record Service(
            String hook,
            String title,
            String description,
            String id,
            Map<String, String> prefetch,
            String usageRequirements) {}
}
