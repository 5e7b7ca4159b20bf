package org.prodrome.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.governance.ReleaseRegister;
import org.prodrome.web.governance.RuleState;
import org.prodrome.web.governance.TestReleases;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What is to be looked at says so: rules that nobody is shown, or fewer people than before, and a database that is away. */
class RulesHealthTest {
    private static final RulePack PACK = RulePack.load();
    private static final Status DEGRADED = new Status("DEGRADED");

    @TempDir
    Path folder;

    private final DataSource store = TestStore.fresh();

    @Test
    void rulesThatAPilotUserSeesAreUp() {
        ReleaseRegister releases = withThePack();

        Health health = health(releases, "*");

        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails()).containsEntry("rules", PACK.versions().size());
    }

    @Test
    void rulesInAPilotOfNobodyAreDegraded() {
        Health health = health(withThePack(), "");

        assertThat(health.getStatus()).isEqualTo(DEGRADED);
        assertThat(health.getDetails()).containsKey("shownTo");
    }

    @Test
    void oneRuleThatIsOnIsShownToSomebody() {
        ReleaseRegister releases = withThePack();
        TestReleases.turnedOn(releases, PACK.versions().getFirst());

        assertThat(health(releases, "").getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aRuleThatWasOnForEverybodyWithAnotherContentIsDegradedAndNamed() {
        RuleVersion now = PACK.versions().getFirst();
        ReleaseRegister releases = TestReleases.in(store, folder);
        TestReleases.turnedOn(releases, before(now));
        PACK.versions().forEach(rule -> TestReleases.arrived(releases, rule));

        Health health = health(releases, "*");

        assertThat(health.getStatus()).isEqualTo(DEGRADED);
        assertThat(health.getDetails()).containsEntry("shownToFewerThanBefore", Map.of(now.id(), RuleState.ON));
    }

    @Test
    void aDatabaseThatIsAwayIsDegradedAndNoFailure() {
        DataSource away = new DelegatingDataSource(store) {
            @Override
            public Connection getConnection() throws SQLException {
                throw new SQLException("away");
            }
        };

        Health health = health(TestReleases.in(away, folder), "*");

        assertThat(health.getStatus()).isEqualTo(DEGRADED);
        assertThat(health.getDetails()).containsKey("database");
    }

    private ReleaseRegister withThePack() {
        ReleaseRegister releases = TestReleases.in(store, folder);
        PACK.versions().forEach(rule -> TestReleases.arrived(releases, rule));
        return releases;
    }

    private static RuleVersion before(RuleVersion rule) {
        return new RuleVersion(
                rule.id(),
                rule.version(),
                rule.title(),
                rule.citation(),
                rule.citationUrl(),
                rule.owner(),
                rule.reviewBy(),
                "0".repeat(64));
    }

    private Health health(ReleaseRegister releases, String pilotUsers) {
        return new RulesHealth(
                        PACK,
                        TestReleases.stops(store, folder),
                        releases,
                        settings(pilotUsers),
                        new SimpleMeterRegistry())
                .health();
    }

    private ProdromeSettings settings(String pilotUsers) {
        Map<String, String> written = Map.of(
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
                pilotUsers);
        return new Binder(new MapConfigurationPropertySource(written))
                .bind("prodrome", ProdromeSettings.class)
                .get();
    }
}
