package org.prodrome.reasoning.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.failure.ReasoningException;

/** A site's rules beside the pack that ships: here a copy of the rule of nitrates under another name. */
class SiteRulesTest {
    private static final Path SHIPPED = Path.of("rules");
    private static final int SHIPPED_RULES = TestPacks.shipped().rules().size();

    @TempDir
    private Path site;

    @BeforeEach
    void aRuleOfTheSites() throws IOException {
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
                                .replace("Pde5Nitrate", "SitePair"));
            }
        }
        index("site-pair");
    }

    private void index(String rules) throws IOException {
        Files.writeString(
                site.resolve("pack.json"),
                "{\"name\":\"site\",\"version\":\"1\",\"shared\":[],\"rules\":[\"" + rules + "\"]}");
    }

    private void spoil(String file, String from, String to) throws IOException {
        String text = Files.readString(site.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(site.resolve(file), text.replace(from, to));
    }

    @Test
    void runsBesideThePackWithItsGenericTextsSharedLibrariesAndValueSets() {
        RulePack pack = RulePack.withSite(site);
        assertThat(pack.setAside()).isEmpty();
        assertThat(pack.rules()).hasSize(SHIPPED_RULES + 1);
        assertThat(GoldenTests.run(pack).stream().filter(result -> result.rule().equals("site-pair")))
                .isNotEmpty()
                .allMatch(GoldenTests.Result::passed);
        assertThat(pack.hash()).isNotEqualTo(TestPacks.shipped().hash());
    }

    @Test
    void aRuleWithWrongCqlIsSetAsideWithItsPlaceAndThePackRuns() throws IOException {
        Files.createDirectories(site.resolve("generic"));
        Files.writeString(
                site.resolve("generic/Broken.cql"),
                Files.readString(SHIPPED.resolve("generic/DrugPair.cql"))
                        .replace("define \"Applies\": exists", "define \"Applies\": exist"));
        spoil("site-pair/rule.json", "\"generic\": \"DrugPair\"", "\"generic\": \"Broken\"");
        RulePack pack = RulePack.withSite(site);
        assertThat(pack.rules()).hasSize(SHIPPED_RULES);
        assertThat(pack.setAside()).singleElement().satisfies(aside -> {
            assertThat(aside.rule()).isEqualTo("site-pair");
            assertThat(aside.problem()).contains("generic/Broken.cql: line ").contains(", column ");
        });
    }

    @Test
    void aMissingPlaceOfAGenericTextIsNamed() throws IOException {
        spoil("site-pair/rule.json", "\"secondName\"", "\"secondNames\"");
        assertThat(RulePack.withSite(site).setAside())
                .singleElement()
                .satisfies(
                        aside -> assertThat(aside.problem())
                                .matches(
                                        "site-pair/rule[.]json: line \\d+, column 11: with[.]secondName: expected a text, found nothing"));
    }

    @Test
    void aPlaceTheGenericTextDoesNotHaveIsNamed() throws IOException {
        spoil("site-pair/rule.json", "\"secondName\"", "\"third\": \"x\", \"secondName\"");
        assertThat(RulePack.withSite(site).setAside())
                .singleElement()
                .satisfies(aside ->
                        assertThat(aside.problem()).contains("with.third: expected a place of generic/DrugPair"));
    }

    @Test
    void wordsOfARuleCannotEndTheStringTheyArePutInto() throws IOException {
        spoil("site-pair/rule.json", "\"secondName\": \"nitrate\"", "\"secondName\": \"nitrate' + 'x\\\\\"");
        RulePack pack = RulePack.withSite(site);
        assertThat(pack.setAside()).isEmpty();
        assertThat(pack.cql("site-pair").orElseThrow()).contains("nitrate\\' + \\'x\\\\");
    }

    @Test
    void aRuleUnderAnIdOfThePacksIsSetAside() throws IOException {
        index("pde5-nitrate");
        assertThat(RulePack.withSite(site).setAside())
                .singleElement()
                .satisfies(
                        aside -> assertThat(aside.problem()).contains("expected each rule once, found pde5-nitrate"));
    }

    @Test
    void aValueSetOfTheSitesTakesThePlaceOfThePacks() throws IOException {
        Files.createDirectories(site.resolve("valuesets"));
        Files.writeString(
                site.resolve("valuesets/nitrates.json"),
                Files.readString(SHIPPED.resolve("valuesets/nitrates.json")).replace("\"4917\"", "\"999999\""));
        RulePack pack = RulePack.withSite(site);
        assertThat(pack.valueSets()
                        .contains(
                                "http://fhir.prodrome.example/ValueSet/nitrates",
                                "http://www.nlm.nih.gov/research/umls/rxnorm",
                                "4917"))
                .isFalse();
        assertThat(hash(pack)).isNotEqualTo(hash(TestPacks.shipped()));
    }

    private static String hash(RulePack pack) {
        return pack.description("pde5-nitrate").orElseThrow().version().hash();
    }

    @Test
    void aBrokenValueSetInPlaceOfThePacksStopsTheStart() throws IOException {
        Files.createDirectories(site.resolve("valuesets"));
        Files.writeString(site.resolve("valuesets/nitrates.json"), "{}");
        assertThatThrownBy(() -> RulePack.withSite(site))
                .isInstanceOf(ReasoningException.BrokenRule.class)
                .hasMessageContaining("valuesets/nitrates.json: ");
    }

    @Test
    void listsAllThatIsWrongWithAPack() throws IOException {
        Files.writeString(
                site.resolve("pack.json"),
                "{\"name\":\"site\",\"version\":\"1\",\"graceDaysAfterReview\":1,\"shared\":[],"
                        + "\"rules\":[\"site-pair\",\"absent\"]}");
        assertThat(RulePack.inspect(site).setAside()).extracting(SetAside::rule).containsExactly("site-pair", "absent");
    }
}
