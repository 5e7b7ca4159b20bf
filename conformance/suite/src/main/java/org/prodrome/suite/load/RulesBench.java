package org.prodrome.suite.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.mapping.RecordMapping;
import org.prodrome.fhir.prefetch.DraftOrders;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.fhir.resources.ParsedResources;
import org.prodrome.reasoning.finding.RuleResult;
import org.prodrome.reasoning.rule.ApplyPeer;
import org.prodrome.reasoning.rule.Hook;
import org.prodrome.reasoning.rule.RuleEngine;
import org.prodrome.reasoning.rule.RulePack;

/**
 * Every rule of the shipped pack once on one patient of 2,800 resources with two orders in progress, beside the reference
 * implementation's {@code $apply} of the same PlanDefinitions, by turns on one thread. Both must fire the same rules.
 */
final class RulesBench {
    private static final int RESOURCES = 2_800;
    private static final int WARM_UP = 200;
    private static final int ROUNDS = 300;
    private static final int PEER_WARM_UP = 5;
    private static final int PEER_ROUNDS = 15;
    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 20);

    private final RulePack pack = RulePack.load();
    private final RuleEngine engine = new RuleEngine(pack);
    private final PatientRecord record;
    private final List<DraftOrder> drafts;

    private RulesBench() throws IOException {
        CommittedPatient patient = CommittedPatient.read("p26.ndjson.gz").inflatedTo(RESOURCES);
        List<Resource> resources = patient.resources().stream()
                .map(resource -> FhirJson.parse(resource.toString().getBytes(StandardCharsets.UTF_8)))
                .toList();
        this.record = RecordMapping.map(
                "bench", new PatientId(patient.id()), ParsedResources.of(resources), List.of(), Instant.EPOCH);
        this.drafts = DraftOrders.parse(
                """
                {"resourceType": "Bundle", "type": "collection", "entry": [%s, %s]}""".formatted(order("d1", "860975", patient.id()), order("d2", "308192", patient.id())), null);
    }

    private static String order(String id, String product, String patient) {
        return """
                {"resource": {"resourceType": "MedicationRequest", "id": "%s", "status": "draft", "intent": "order",
                 "subject": {"reference": "Patient/%s"}, "medicationCodeableConcept": {"coding": [
                  {"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "%s"}]}}}""".formatted(id, patient, product);
    }

    static Figures run() throws IOException {
        return new RulesBench().measure();
    }

    private Figures measure() {
        ApplyPeer peer = ApplyPeer.of(pack, record, AS_OF, drafts);
        Set<String> fired = fired();
        Set<String> fires = peer.fire();
        if (!fired.equals(fires)) {
            throw new IllegalStateException("expected both to fire the same rules, got " + fired + " and " + fires);
        }
        repeat(WARM_UP, () -> run(Hook.ORDER_SIGN, Hook.PATIENT_VIEW));
        repeat(PEER_WARM_UP, peer::fire);
        long[] ours = repeat(ROUNDS, () -> run(Hook.ORDER_SIGN, Hook.PATIENT_VIEW));
        long[] theirs = repeat(PEER_ROUNDS, peer::fire);
        long[] orders = repeat(ROUNDS, () -> run(Hook.ORDER_SIGN));
        long[] chart = repeat(ROUNDS, () -> run(Hook.PATIENT_VIEW));
        return new Figures("rules")
                .put("rules", (long) pack.versions().size())
                .put("resources", RESOURCES)
                .put("fired", (long) fired.size())
                .putLatencies(ours)
                .put("order_sign_p50_ms", median(orders))
                .put("patient_view_p50_ms", median(chart))
                .put("peer_p50_ms", median(theirs))
                .put("ratio_to_peer", median(ours) / median(theirs))
                .peer("cqf-fhir-cr $apply of the same PlanDefinitions, repository built beforehand");
    }

    private Set<String> fired() {
        Set<String> ids = new TreeSet<>();
        for (RuleResult result : run(Hook.ORDER_SIGN, Hook.PATIENT_VIEW)) {
            if (result instanceof RuleResult.Fired fired) {
                ids.add(fired.rule().id());
            } else if (result instanceof RuleResult.Broken broken) {
                throw new IllegalStateException(broken.rule().id() + ": " + broken.reason());
            }
        }
        return ids;
    }

    private List<RuleResult> run(Hook... hooks) {
        List<RuleResult> results = new ArrayList<>();
        for (Hook hook : hooks) {
            results.addAll(engine.evaluate(record, AS_OF, hook, drafts, rule -> true));
        }
        return results;
    }

    private static long[] repeat(int times, Runnable work) {
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            work.run();
            nanos[i] = System.nanoTime() - start;
        }
        return nanos;
    }

    private static double median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / 1e6;
    }
}
