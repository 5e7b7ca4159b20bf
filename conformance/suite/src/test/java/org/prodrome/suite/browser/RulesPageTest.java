package org.prodrome.suite.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;
import org.prodrome.suite.process.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Two informaticists change a rule between them, and order entry behaves accordingly. */
class RulesPageTest {
    private static final String INES = "staff-1001";
    private static final String ARNO = "staff-1002";
    private static final String VERA = "staff-1003";
    private static final String CLEO = "staff-1004";
    private static final String RULE = "pde5-nitrate";
    private static final String HBA1C = "diabetes-unlisted";
    private static final String CKD_4_WITH_NITRATE = "eecd6b77-03d4-6d67-38b4-d2ddf7f5ad04";

    @TempDir
    static Path folder;

    @RegisterExtension
    static final DemoJourney demo = new DemoJourney(() -> folder);

    private static RulesPage rules(Browser browser) {
        return new RulesPage(browser, demo.app());
    }

    private static Browser another() {
        return Browser.open(Repository.root().resolve("conformance/suite/target/pictures"));
    }

    @Test
    void whatOneProposesAnotherReleasesAndOrderEntryFollows() {
        RulesPage ines = rules(demo.browser());
        ines.signInAs(INES);
        ines.isListed();
        demo.browser().keep("rules-1280");
        ines.open(RULE);
        ines.severity("Warning");
        ines.propose("Cardiology reviews each of them by hand");
        assertThat(ines.proposal()).contains("Critical, as in the pack", "Warning", "by hand");
        assertThat(ines.maySee("release")).isFalse();
        assertThat(ines.golden("golden-run-proposed")).contains("cases as expected");
        demo.browser().keep("rule-proposed-1280");
        assertThat(indicatorOfTheClash()).isEqualTo("critical");

        try (Browser browser = another()) {
            RulesPage arno = rules(browser);
            arno.signInAs(ARNO);
            arno.isListed();
            assertThat(browser.find("#waiting").getText()).contains("Waits for a second person");
            arno.open(RULE);
            arno.release();
            arno.inForce("severity set here");
            browser.keep("rule-released-1280");
            browser.until(
                    d -> indicatorOfTheClash().equals("warning") ? Boolean.TRUE : null, "the card never followed");

            arno.stop("stop-silent", "It fires on stopped nitrates");
            arno.inForce("Silent");
        }
        ines.open(RULE);
        ines.history("In force, awaiting confirmation");
        demo.browser().keep("rule-stopped-1280");
        demo.browser().until(d -> clashIsSilent() ? Boolean.TRUE : null, "the stopped rule went on warning");
    }

    @Test
    void whoStoppedARuleWronglyIsOverturnedByAnotherWhoSignedInAgainForIt() {
        RulesPage ines = rules(demo.browser());
        ines.signInAs(INES);
        ines.isListed();
        ines.open("metformin-egfr");
        ines.stop("stop-off", "It fired in one chart");
        ines.inForce("Off");

        try (Browser browser = another()) {
            RulesPage arno = rules(browser);
            arno.signInAgainAs(ARNO, "metformin-egfr");
            arno.inForce("Off");
            browser.keep("rule-stopped-by-another-1280");
            arno.stop("overturn-stop", "That chart was wrong, not the rule");
            arno.history("Overturned");
            arno.inForce("Pilot");
            browser.keep("rule-overturned-1280");
        }
    }

    @Test
    void goldenCasesThatWouldComeOutOtherwiseAreNamedAndTheReleaseTakesASecondWord() {
        RulesPage ines = rules(demo.browser());
        ines.signInAs(INES);
        ines.isListed();
        ines.open(HBA1C);
        ines.parameter("diagnostic-from", "9");
        ines.propose("Our laboratory reads high");

        try (Browser browser = another()) {
            RulesPage arno = rules(browser);
            arno.signInAs(ARNO);
            arno.isListed();
            arno.open(HBA1C);
            arno.release();
            assertThat(arno.releaseTrial()).contains("Golden cases differ", "come out otherwise");
            browser.keep("release-trial-1280");
            arno.narrow();
            assertThat(arno.tooWideBy()).isLessThanOrEqualTo(0);
            browser.keep("release-trial-420");
            arno.wide();
            arno.cancelRelease();
            assertThat(arno.proposal()).contains("9");
            arno.open(HBA1C);
            assertThat(arno.maySee("proposal")).isTrue();

            arno.release();
            arno.releaseTrial();
            arno.releaseAnyway();
            arno.inForce("9");
            arno.history("golden cases as expected");
            browser.keep("release-anyway-1280");
        }
    }

    @Test
    void aWrongLocalValueIsNamedAtItsFieldAndNothingIsProposed() {
        RulesPage ines = rules(demo.browser());
        ines.signInAs(INES);
        ines.isListed();
        ines.open("metformin-egfr");
        ines.parameter("contraindicated-below", "300");
        ines.propose("a slip of the finger");

        assertThat(ines.parameterProblem("contraindicated-below")).contains("Expected a number from 7.5 to 120");
        assertThat(ines.maySee("proposal")).isFalse();
    }

    @Test
    void oneRuleIsExplainedOnOnePatientAndTheRecordForgotten() throws IOException {
        RulesPage vera = rules(demo.browser());
        vera.signInAs(VERA);
        vera.isListed();
        vera.open("metformin-egfr");
        assertThat(vera.maySee("propose-go")).isFalse();
        assertThat(vera.maySee("stop")).isFalse();
        assertThat(vera.golden("golden-run")).doesNotContain("Differs");
        JsonNode golden = JsonMapper.shared()
                .readTree(Files.readString(
                        Repository.root().resolve("reasoning/rules/metformin-egfr/golden/fires.json")));

        Path record = Files.writeString(folder.resolve("record.json"), bundle(golden.path("record"), ""));

        String outcome = vera.explain(record, bundle(golden.path("drafts"), "resource"));

        assertThat(outcome).contains("fires:", "Offending Orders");
        assertThat(demo.browser().find("#explain-bundle textarea").getDomProperty("value"))
                .isEmpty();
        demo.browser().keep("rule-explained-1280");
    }

    @Test
    void aRecordThatCannotBeReadIsRefusedInWordsWithoutAnyOfIt() {
        RulesPage vera = rules(demo.browser());
        vera.signInAs(VERA);
        vera.isListed();
        vera.open("metformin-egfr");

        assertThat(vera.refusedRecord("{\"resourceType\":\"Bundle\",\"entry\":<img src=x onerror=alert(1)>}"))
                .contains("Expected a FHIR R4 Bundle")
                .doesNotContain("onerror");
    }

    @Test
    void whoHasNoPartInTheRulesIsToldSo() {
        RulesPage cleo = rules(demo.browser());
        cleo.signInAs(CLEO);

        assertThat(cleo.refusal()).anySatisfy(words -> assertThat(words).contains("no part in the rules"));
    }

    @Test
    void signingOutEndsItAndThePageAsksAgain() {
        RulesPage ines = rules(demo.browser());
        ines.signInAs(INES);
        ines.isListed();
        ines.signOut();

        ines.asksWhoItIs();
    }

    @Test
    void thePagesAreReadableOnANarrowScreen() {
        RulesPage ines = rules(demo.browser());
        ines.narrow();
        ines.signInAs(INES);
        ines.isListed();
        assertThat(ines.tooWideBy()).isLessThanOrEqualTo(0);
        demo.browser().keep("rules-420");
        ines.filter("nitrate");
        ines.found("2 of"); // with riociguat's
        ines.open(RULE);
        assertThat(ines.tooWideBy()).isLessThanOrEqualTo(0);
        demo.browser().keep("rule-420");
    }

    private static String indicatorOfTheClash() {
        WebElement card = clash();
        return String.valueOf(card.getDomAttribute("data-indicator"));
    }

    private static WebElement clash() {
        orderSildenafil();
        return demo.ehr().card("nitr");
    }

    private static boolean clashIsSilent() {
        orderSildenafil();
        demo.ehr().adviceIsIn();
        return demo.ehr().cardSummaries().stream()
                .noneMatch(summary -> summary.contains("nitr") && !summary.startsWith("Not checked"));
    }

    private static void orderSildenafil() {
        demo.ehr().openOrderEntry(CKD_4_WITH_NITRATE);
        demo.ehr().order("sildenafil-50");
    }

    private static String bundle(JsonNode items, String field) {
        ObjectNode bundle = JsonMapper.shared().createObjectNode();
        bundle.put("resourceType", "Bundle").put("type", "collection");
        ArrayNode entries = bundle.putArray("entry");
        items.forEach(item -> entries.addObject().set("resource", field.isEmpty() ? item : item.path(field)));
        return bundle.toString();
    }
}
