package org.prodrome.sandbox.cds;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is happening in the EHR, as the hook's definition wants it told. */
public sealed interface HookContext {

    /** The hook's name in the registry of hooks. */
    String hook();

    /** Who is working, as {@code Practitioner/id}. */
    String userId();

    /** Whose record is open. */
    String patientId();

    /** The encounter in progress, when there is one. */
    @Nullable
    String encounterId();

    /** The {@code context} object of the request. */
    default ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("userId", userId()).put("patientId", patientId());
        if (encounterId() != null) {
            json.put("encounterId", encounterId());
        }
        return json;
    }

    /** The chart was opened. */
    record PatientView(
            String userId, String patientId, @Nullable String encounterId) implements HookContext {
        @Override
        public String hook() {
            return "patient-view";
        }
    }

    /**
     * Orders were selected.
     *
     * @param selections references ({@code Type/id}) into {@code draftOrders}
     * @param draftOrders Bundle of every unsigned order of the session
     */
    record OrderSelect(
            String userId,
            String patientId,
            @Nullable String encounterId,
            List<String> selections,
            ObjectNode draftOrders)
            implements HookContext {
        @Override
        public String hook() {
            return "order-select";
        }

        @Override
        public ObjectNode json() {
            ObjectNode json = HookContext.super.json();
            selections.forEach(json.putArray("selections")::add);
            json.set("draftOrders", draftOrders);
            return json;
        }
    }

    /** Orders are about to be signed. */
    record OrderSign(
            String userId, String patientId, @Nullable String encounterId, ObjectNode draftOrders)
            implements HookContext {
        @Override
        public String hook() {
            return "order-sign";
        }

        @Override
        public ObjectNode json() {
            ObjectNode json = HookContext.super.json();
            json.set("draftOrders", draftOrders);
            return json;
        }
    }
}
