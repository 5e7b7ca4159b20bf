package org.prodrome.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.governance.ChangeOutcome;
import org.prodrome.web.governance.Role;
import org.prodrome.web.governance.RuleChange;
import org.prodrome.web.governance.RuleState;
import org.prodrome.web.governance.Source;
import org.prodrome.web.governance.Staff;
import org.prodrome.web.governance.TestGovernance;
import org.prodrome.web.store.Pseudonym;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Whoever runs the app sees which rules do not reach anybody, and why. */
class RulesHealthTest {
    private static final RulePack PACK = RulePack.load();
    private static final RuleVersion RULE =
            PACK.description("metformin-egfr").orElseThrow().version();

    @TempDir
    Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private TestGovernance governance;

    @BeforeEach
    void register() {
        DataSource store = TestStore.fresh();
        governance = TestGovernance.on(store, folder);
        PACK.descriptions().forEach(rule -> governance.releases.register(Source.of(rule.version()), rule.stage()));
    }

    @Test
    void aBrokenRuleOfTheSitesIsToldWithItsPlaceAndAllOthersAreUp(@TempDir Path site) throws IOException {
        Files.createDirectories(site.resolve("site-pair"));
        Files.writeString(site.resolve("pack.json"), """
                {"name":"site","version":"1","shared":[],"rules":["site-pair"]}""");
        Files.writeString(site.resolve("site-pair/rule.json"), "{\n\"id\": 7}");

        Health health = health(RulePack.withSite(site), "*").health();

        assertThat(health.getStatus().getCode()).isEqualTo("UP");
        assertThat(health.getDetails())
                .containsEntry("rules", PACK.versions().size())
                .extractingByKey("setAside")
                .asString()
                .contains("site-pair=site-pair/rule.json: line ");
    }

    @Test
    void aStopIsToldUntilAnotherPersonHasConfirmedIt() {
        RulesHealth health = health(PACK, "*");
        assertThat(health.health().getDetails()).doesNotContainKey("stopsUnconfirmed");
        RuleChange stop = done(governance.desk.stops().stop(staff("1"), RULE, RuleState.OFF, "it fired on everybody"));

        assertThat(health.health().getDetails())
                .extractingByKey("stopsUnconfirmed")
                .isEqualTo(Map.of(RULE.id(), stop.at().toString()));
        assertThat(unconfirmed()).isEqualTo(1);
        done(governance.desk.stops().confirm(staff("2"), RULE, stop.id()));

        assertThat(health.health().getDetails()).doesNotContainKey("stopsUnconfirmed");
        assertThat(unconfirmed()).isZero();
    }

    @Test
    void aRuleThatIsShownToFewerSinceItChangedDegradesIt() {
        RulesHealth health = health(PACK, "*");
        assertThat(health.health().getStatus().getCode()).isEqualTo("UP");
        Source before = new Source(Source.Kind.RULE, RULE.id(), "0.9.0", "0".repeat(64));
        governance.releases.register(before, Stage.PILOT);
        governance.releases.move(before, Stage.GENERAL, "staff");

        assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED");
        assertThat(health.health().getDetails())
                .containsEntry("shownToFewerThanBefore", Map.of(RULE.id(), RuleState.ON));
    }

    @Test
    void whereNobodyIsShownAnyRuleItIsDegraded() {
        assertThat(health(PACK, "").health().getStatus().getCode()).isEqualTo("DEGRADED");
        governance.releases.move(Source.of(RULE), Stage.GENERAL, "staff");

        assertThat(health(PACK, "").health().getStatus().getCode()).isEqualTo("UP");
    }

    @Test
    void aDatabaseThatIsAwayIsDegradedAndNoFailure() {
        DataSource away = new DelegatingDataSource(TestStore.fresh()) {
            @Override
            public Connection getConnection() throws SQLException {
                throw new SQLException("away");
            }
        };
        TestGovernance without = TestGovernance.on(away, folder);

        Health health =
                new RulesHealth(PACK, governance.desk.stops(), without.releases, settings("*"), meters).health();

        assertThat(health.getStatus().getCode()).isEqualTo("DEGRADED");
        assertThat(health.getDetails()).containsKey("database");
    }

    private double unconfirmed() {
        return meters.get("prodrome.rules.stops.unconfirmed").gauge().value();
    }

    private RulesHealth health(RulePack pack, String pilotUsers) {
        return new RulesHealth(pack, governance.desk.stops(), governance.releases, settings(pilotUsers), meters);
    }

    private ProdromeSettings settings(String pilotUsers) {
        return new Binder(new MapConfigurationPropertySource(Map.of(
                        "prodrome.base-url",
                        "http://127.0.0.1:8080",
                        "prodrome.data-dir",
                        folder.toString(),
                        "prodrome.model-dir",
                        folder.toString(),
                        "prodrome.trusted-keys-dir",
                        folder.toString(),
                        "prodrome.issuers",
                        "",
                        "prodrome.pilot-users",
                        pilotUsers)))
                .bind("prodrome", ProdromeSettings.class)
                .get();
    }

    private static RuleChange done(ChangeOutcome outcome) {
        return switch (outcome) {
            case ChangeOutcome.Done(RuleChange change) -> change;
            case ChangeOutcome.Refused(String words) -> throw new AssertionError(words);
        };
    }

    private static Staff staff(String digit) {
        return new Staff(
                new Pseudonym(digit.repeat(64)),
                "a".repeat(64),
                "Somebody",
                Set.of(Role.APPROVER),
                TestStore.clock().instant().plusSeconds(60));
    }
}
