package org.prodrome.suite.spec.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.suite.spec.cdshooks.ClientDefect.asNumber;
import static org.prodrome.suite.spec.cdshooks.ClientDefect.asText;
import static org.prodrome.suite.spec.cdshooks.ClientDefect.saying;
import static org.prodrome.suite.spec.cdshooks.ClientDefect.without;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A client that tells less or other than a hook's context wants is refused, and the field named (hook library 1.0.1). */
final class ContextRules {

    private static final int NO_ROW = 0;

    private ContextRules() {}

    /** The six hooks that have requirement rows, by the number of the first row of each field. */
    static List<Rule> all() {
        var rules = new ArrayList<Rule>();
        rules.addAll(user("order-sign", 1));
        rules.addAll(patient("order-sign", 5));
        rules.addAll(encounter("order-sign", 9));
        rules.addAll(bundle("order-sign", "draftOrders", 13));
        rules.addAll(user("appointment-book", 17));
        rules.addAll(patient("appointment-book", 21));
        rules.addAll(encounter("appointment-book", 25));
        rules.addAll(bundle("appointment-book", "appointments", 29));
        rules.addAll(user("encounter-start", 33));
        rules.addAll(patient("encounter-start", 37));
        rules.addAll(openEncounter("encounter-start", 41));
        rules.addAll(user("encounter-discharge", 45));
        rules.addAll(patient("encounter-discharge", 49));
        rules.addAll(openEncounter("encounter-discharge", 53));
        rules.addAll(patient("order-dispatch", 57));
        rules.addAll(dispatch());
        rules.addAll(user("order-select", 74));
        rules.addAll(patient("order-select", 78));
        rules.addAll(encounter("order-select", 82));
        rules.addAll(selections());
        rules.addAll(bundle("order-select", "draftOrders", 90));
        return rules;
    }

    /** The five hooks without rows. */
    static List<Rule> withoutRows(String hook) {
        var rules = new ArrayList<>(patient(hook, NO_ROW));
        rules.addAll(encounter(hook, NO_ROW));
        if (hook.equals("medication-refill")) {
            rules.add(accepts(hook, "userId"));
            rules.add(refuses(asNumber(hook, "userId")));
        } else {
            rules.addAll(user(hook, NO_ROW));
        }
        switch (hook) {
            case "allergyintolerance-create" -> rules.addAll(resource(hook, "allergyIntolerance"));
            case "problem-list-item-create" -> rules.addAll(bundle(hook, "conditions", NO_ROW));
            case "medication-refill" -> rules.addAll(bundle(hook, "medications", NO_ROW));
            case "medication-verify" -> rules.addAll(resource(hook, "medication"));
            default -> {}
        }
        return rules;
    }

    private static List<Rule> user(String hook, int row) {
        return List.of(
                refuses(without(hook, "userId"), rows(row, 0)),
                refuses(asNumber(hook, "userId"), rows(row, 1)),
                refuses(saying(hook, "userId", "Device/1"), rows(row, 2)),
                refuses(saying(hook, "userId", "me"), rows(row, 2)));
    }

    private static List<Rule> patient(String hook, int row) {
        return List.of(
                refuses(without(hook, "patientId"), rows(row, 0)),
                refuses(asNumber(hook, "patientId"), rows(row, 1)),
                refuses(saying(hook, "patientId", "Patient/1"), rows(row, 2)));
    }

    /** An encounter that may be there. */
    private static List<Rule> encounter(String hook, int row) {
        return List.of(
                accepts(hook, "encounterId", rows(row, 0)),
                refuses(asNumber(hook, "encounterId"), rows(row, 1)),
                refuses(saying(hook, "encounterId", "Encounter/1"), rows(row, 2)));
    }

    /** An encounter that must be there. */
    private static List<Rule> openEncounter(String hook, int row) {
        return List.of(
                refuses(without(hook, "encounterId"), row),
                refuses(asNumber(hook, "encounterId"), row + 1),
                refuses(saying(hook, "encounterId", "Encounter/1"), row + 2));
    }

    private static List<Rule> bundle(String hook, String field, int row) {
        return List.of(
                refuses(without(hook, field), rows(row, 0)),
                refuses(asText(hook, field), rows(row, 1)),
                refuses(ofAnotherType(hook, field), rows(row, 2)));
    }

    private static List<Rule> resource(String hook, String field) {
        return List.of(
                refuses(without(hook, field)), refuses(asText(hook, field)), refuses(ofAnotherType(hook, field)));
    }

    private static ClientDefect ofAnotherType(String hook, String field) {
        return new ClientDefect(
                hook, field, "a Basic", context -> ((ObjectNode) context.path(field)).put("resourceType", "Basic"));
    }

    private static int[] rows(int first, int offset) {
        return first == NO_ROW ? new int[0] : new int[] {first + offset};
    }

    private static List<Rule> selections() {
        var hook = "order-select";
        return List.of(
                accepts(hook, "selections", 86),
                refuses(asText(hook, "selections"), 87),
                Rule.ofLibrary("a selection of no draft has every draft checked", ContextRules::checksEveryDraft, 88)
                        .brokenBy(AnswerBreach.GAPS_PASSED_OVER));
    }

    /** Such a call isn't refused: its orders would go unchecked. */
    private static void checksEveryDraft(Trial trial) {
        assertThat(selecting(trial, "draft-1"))
                .contains("MedicationRequest/draft-1")
                .doesNotContain("MedicationRequest/draft-3");
        assertThat(selecting(trial, "draft-9")).contains("MedicationRequest/draft-1", "MedicationRequest/draft-3");
    }

    private static String selecting(Trial trial, String draft) {
        return trial.call(
                        "order-select",
                        request -> ((ObjectNode) request.path("context"))
                                .putArray("selections")
                                .add("MedicationRequest/" + draft))
                .cards()
                .toString();
    }

    private static List<Rule> dispatch() {
        var hook = "order-dispatch";
        return List.of(
                refuses(without(hook, "dispatchedOrders"), 61),
                refuses(asText(hook, "dispatchedOrders"), 62),
                refuses(
                        new ClientDefect(
                                hook,
                                "dispatchedOrders",
                                "no reference",
                                context -> context.putArray("dispatchedOrders").add("the order")),
                        63),
                refuses(without(hook, "performer"), 65),
                refuses(asNumber(hook, "performer"), 66),
                refuses(saying(hook, "performer", "somebody"), 67),
                accepts(hook, "fulfillmentTasks", 69),
                refuses(asText(hook, "fulfillmentTasks"), 70),
                refuses(
                        new ClientDefect(
                                hook,
                                "fulfillmentTasks",
                                "no Task",
                                context -> context.putArray("fulfillmentTasks")
                                        .addObject()
                                        .put("resourceType", "Basic")),
                        71),
                refuses(
                        new ClientDefect(
                                hook,
                                "fulfillmentTasks",
                                "of another order",
                                context -> context.putArray("fulfillmentTasks")
                                        .add(Contexts.task("MedicationRequest/another", "1"))),
                        72));
    }

    private static Rule refuses(ClientDefect defect, int... rows) {
        return Rule.ofLibrary("refuses " + defect, trial -> isRefused(trial, defect), rows)
                .brokenBy(AnswerBreach.OVERLOOKS_CONTEXT)
                .failsWithout(defect);
    }

    private static Rule accepts(String hook, String optional, int... rows) {
        return Rule.ofLibrary("takes " + hook + " without " + optional, trial -> isTaken(trial, hook, optional), rows)
                .brokenBy(AnswerBreach.WANTS_WHAT_IS_OPTIONAL);
    }

    private static void isRefused(Trial trial, ClientDefect defect) {
        var answer = trial.callWith(defect);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        var issue = answer.json().path("issue").path(0);
        assertThat(issue.path("expression").path(0).stringValue("")).startsWith("context." + defect.field());
        assertThat(issue.path("diagnostics").stringValue("")).startsWith("context." + defect.field());
    }

    private static void isTaken(Trial trial, String hook, String optional) {
        var answer = trial.call(hook, request -> ((ObjectNode) request.path("context")).remove(optional));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
}
