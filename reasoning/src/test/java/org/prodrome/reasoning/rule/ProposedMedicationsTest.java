package org.prodrome.reasoning.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.writeback.DraftProposal;
import org.prodrome.reasoning.finding.RuleResult;

/** A site's rule like the one of nitrates, which proposes something else instead of the order it warns of. */
class ProposedMedicationsTest {
    private static final Path SHIPPED = Path.of("rules");

    @TempDir
    private Path site;

    /** What the site's rule says of sildenafil ordered beside nitroglycerin when it proposes a product instead. */
    private RuleResult.Fired firedProposing(String code, String product) throws IOException {
        try (Stream<Path> files = Files.walk(SHIPPED.resolve("pde5-nitrate"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = site.resolve("site-pair")
                        .resolve(
                                SHIPPED.resolve("pde5-nitrate").relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.writeString(
                        target,
                        Files.readString(file)
                                .replace("pde5-nitrate", "site-pair")
                                .replace("Pde5Nitrate", "SitePair")
                                .replace("\"kind\": \"remove\",", """
                                        "kind": "replace",
                                        "what": {"text": "%s", "codings": [{"system":
                                          "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "%s", "display": "%s"}]},
                                        """.formatted(product, code, product)));
            }
        }
        Files.writeString(site.resolve("pack.json"), """
                {"name":"site","version":"1","shared":[],"rules":["site-pair"]}""");
        RulePack pack = RulePack.withSite(site);
        assertThat(pack.setAside()).isEmpty();
        GoldenCase golden = pack.goldenCases(pack.rules().getLast()).stream()
                .filter(candidate -> candidate.file().endsWith("/fires.json"))
                .findFirst()
                .orElseThrow();
        return new RuleEngine(pack)
                .evaluate(golden.input(), golden.hook(), rule -> true).stream()
                        .filter(RuleResult.Fired.class::isInstance)
                        .map(RuleResult.Fired.class::cast)
                        .filter(fired -> fired.rule().id().equals("site-pair"))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void whatAnotherRuleWarnsOfIsNotProposedAndTheCardSaysWhy() throws IOException {
        RuleResult.Fired fired = firedProposing("402019", "tadalafil 20 MG Oral Tablet");
        assertThat(fired.proposals()).isEmpty();
        assertThat(fired.explanation())
                .contains("Not proposed: tadalafil 20 MG Oral Tablet (Tadalafil ordered with nitroglycerin (nitrate)");
    }

    @Test
    void whatNoRuleObjectsToIsProposed() throws IOException {
        RuleResult.Fired fired = firedProposing("1650142", "doxycycline monohydrate 100 MG Oral Tablet");
        assertThat(fired.proposals()).singleElement().isInstanceOf(DraftProposal.Replace.class);
        assertThat(fired.explanation()).doesNotContain("Not proposed");
    }

    @Test
    void whatThePatientTakesAlreadyIsNotProposedThoughItsRuleOnlyInforms() throws IOException {
        RuleResult.Fired fired = firedProposing("705129", "Nitroglycerin 0.4 MG/ACTUAT Mucosal Spray");
        assertThat(fired.proposals()).isEmpty();
        assertThat(fired.explanation())
                .contains("Not proposed: Nitroglycerin 0.4 MG/ACTUAT Mucosal Spray (Nitroglycerin twice, ");
    }

    @Test
    void whatConsistsOfNobodyKnowsWhatIsNotProposed() throws IOException {
        RuleResult.Fired fired = firedProposing("99999999", "a product of the site");
        assertThat(fired.proposals()).isEmpty();
        assertThat(fired.explanation()).contains("its ingredients are not known");
    }

    @Test
    void whatCouldNotBeCheckedIsToldWithTheProposal() throws IOException {
        RuleResult.Fired fired = firedProposing("308192", "amoxicillin 500 MG Oral Tablet");
        assertThat(fired.proposals())
                .extracting(DraftProposal::reason)
                .isEqualTo(
                        List.of(
                                "A PDE5 inhibitor with a nitrate may lower blood pressure dangerously; the labels forbid it."
                                        + " The dosage is to be entered by the prescriber. Not checked against penicillin allergy."));
    }
}
