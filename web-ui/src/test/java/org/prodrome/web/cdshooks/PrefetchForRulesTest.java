package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.web.cdshooks.CdsServiceKind.ORDER_SIGN;
import static org.prodrome.web.cdshooks.TestCalls.bundle;
import static org.prodrome.web.cdshooks.TestCalls.context;
import static org.prodrome.web.cdshooks.TestCalls.medication;
import static org.prodrome.web.cdshooks.TestCalls.object;
import static org.prodrome.web.cdshooks.TestCalls.prefetch;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.web.TestStore;
import tools.jackson.databind.node.ObjectNode;

/** What the announced templates bring is enough for the rules that run at order entry, without a server to ask. */
class PrefetchForRulesTest {
    private static final LocalDate TODAY = LocalDate.ofInstant(Instant.now(TestStore.clock()), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final List<ObjectNode> chart = new ArrayList<>();
    private TestHooks hooks;

    @BeforeEach
    void start() {
        hooks = new TestHooks(folder).start();
        chart.add(object("""
                {"resourceType":"Patient","id":"p1","gender":"female","birthDate":"1940-04-02"}"""));
    }

    @AfterEach
    void stop() {
        hooks.close();
    }

    @Test
    void aMedicationStoppedLastWeekIsSeen() {
        ObjectNode stopped = medication("m1", "312347", "phenelzine 15 MG Oral Tablet", "stopped");
        stopped.put("authoredOn", TODAY.minusDays(60).toString());
        stopped.putArray("dosageInstruction")
                .addObject()
                .putObject("timing")
                .putObject("repeat")
                .putObject("boundsPeriod")
                .put("start", TODAY.minusDays(60).toString())
                .put("end", TODAY.minusDays(7).toString());
        chart.add(stopped);

        assertThat(summaries(signing(medication("d1", "312941", "sertraline 50 MG Oral Tablet", "draft"))))
                .anySatisfy(summary -> assertThat(summary).contains("Sertraline ordered with phenelzine"));
    }

    @Test
    void aReportedMedicationIsSeen() {
        ObjectNode reported = medication("s1", "4917", "nitroglycerin", "active");
        reported.put("resourceType", "MedicationStatement");
        reported.remove("intent");
        chart.add(reported);

        assertThat(summaries(signing(sildenafil())))
                .anySatisfy(summary -> assertThat(summary).contains("ordered with nitroglycerin"));
    }

    @Test
    void aWeightIsSeenSoThatClearanceIsComputed() {
        chart.add(result("c1", "laboratory", "2160-0", "1.9", "mg/dL"));
        chart.add(result("w1", "vital-signs", "29463-7", "52", "kg"));

        assertThat(summaries(signing(medication("d1", "1037042", "dabigatran etexilate", "draft"))))
                .anySatisfy(summary -> assertThat(summary).contains("creatinine clearance", "(computed"))
                .noneSatisfy(summary -> assertThat(summary).contains("Not checked"));
    }

    @Test
    void withoutTheReportedMedicationsAnOrderIsNotPassed() {
        ObjectNode call = signing(sildenafil());
        assertThat(summaries(call)).isEmpty();

        prefetch(call).remove("statements");

        assertThat(answer(call).toString())
                .contains("Not checked", "the medications that the patient reports: the CDS client sent none along");
    }

    @Test
    void withoutTheEndedMedicationsOnlyTheRulesThatNeedThemAreNotPassed() {
        ObjectNode call = signing(medication("d1", "312941", "sertraline 50 MG Oral Tablet", "draft"));
        assertThat(summaries(call)).isEmpty();

        prefetch(call).remove("pastMedications");

        assertThat(answer(call).toString())
                .contains("Not checked for SSRIs and MAO inhibitors together")
                .doesNotContain("Not checked for two SSRIs");
    }

    private static ObjectNode sildenafil() {
        return medication("d1", "314229", "sildenafil 50 MG Oral Tablet", "draft");
    }

    private static ObjectNode result(String id, String category, String loinc, String value, String unit) {
        return object("""
                {"resourceType":"Observation","id":"%s","status":"final","subject":{"reference":"Patient/p1"},
                 "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"%s"}]}],
                 "code":{"coding":[{"system":"http://loinc.org","code":"%s"}]},"effectiveDateTime":"%s",
                 "valueQuantity":{"value":%s,"unit":"%s","system":"http://unitsofmeasure.org","code":"%s"}}
                """.formatted(id, category, loinc, TODAY.minusDays(30), value, unit, unit));
    }

    /** The call with what the chart has of what the service asks for. */
    private ObjectNode signing(ObjectNode order) {
        ObjectNode call = TestCalls.of(ORDER_SIGN);
        context(call).set("draftOrders", bundle(order));
        AnnouncedPrefetch.into(call, hooks.part(PrefetchTemplates.class).of(ORDER_SIGN), chart);
        return call;
    }

    private CdsResponse answer(ObjectNode call) {
        return hooks.call(ORDER_SIGN, TestHooks.PLENTY, ignored -> call.toString());
    }

    private List<String> summaries(ObjectNode call) {
        return answer(call).cards().stream().map(CdsResponse.CdsCard::summary).toList();
    }
}
