package org.prodrome.web.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.prodrome.web.workbench.TestRules.METFORMIN;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.web.TestStore;
import org.prodrome.web.governance.Role;
import org.prodrome.web.governance.RuleChange;
import org.prodrome.web.governance.RuleSettings;
import org.prodrome.web.governance.RuleState;
import org.prodrome.web.governance.Source;
import org.springframework.util.FileSystemUtils;

/** What the list of rules says of each. */
class RulesDeskTest {
    private static final Source BEFORE = new Source(Source.Kind.RULE, METFORMIN.id(), "0.9.0", "0".repeat(64));

    @TempDir
    Path folder;

    private DataSource store;
    private TestRules rules;

    @BeforeEach
    void open() {
        store = TestStore.fresh();
        rules = TestRules.on(store, folder);
    }

    @Test
    void aRuleThatWasOnBeforeItChangedIsListedUntilSomebodyDecidesOnIt() {
        assertThat(rules.desk.narrower()).isEmpty();
        before(Stage.GENERAL);

        assertThat(rules.desk.narrower())
                .containsExactly(Map.entry(rules.desk.rule(METFORMIN.id()).orElseThrow(), RuleState.ON));
        rules.governance.releases.move(Source.of(METFORMIN), Stage.PILOT, "staff");
        assertThat(rules.desk.narrower()).isEmpty();
    }

    @Test
    void aRuleThatWasNoWiderBeforeIsNotListed() {
        before(Stage.PILOT);

        assertThat(rules.desk.narrower()).isEmpty();
    }

    @Test
    void aRowSaysWhatWaitsAndThenWhatHolds() {
        assertThat(row().open()).isNull();
        assertThat(row().isLocal()).isFalse();
        RuleChange proposal = rules.proposed(new RuleSettings(RuleState.ON, Severity.WARNING, Map.of()));

        assertThat(row().open()).isEqualTo(proposal);
        assertThat(row().state()).isEqualTo(RuleState.PILOT);
        assertThat(row().severity()).isEqualTo(Severity.CRITICAL);
        rules.governance.desk.release(TestRules.staff("2", Role.APPROVER), METFORMIN, proposal.id(), "all");

        assertThat(row().open()).isNull();
        assertThat(row().state()).isEqualTo(RuleState.ON);
        assertThat(row().severity()).isEqualTo(Severity.WARNING);
        assertThat(row().isLocal()).isTrue();
    }

    @Test
    void whatWaitsOfAnotherVersionHidesNothingOfThisOne() {
        RuleChange proposal = rules.proposed(new RuleSettings(RuleState.ON, null, Map.of()));
        TestStore.client(store)
                .sql(
                        "INSERT INTO rule_change (id, rule_id, version, rule_hash, kind, status, base_revision, old_settings,"
                                + " new_settings, reason, proposed_by, proposer_provider, proposed_at)"
                                + " SELECT CAST(? AS UUID), rule_id, '9.0.0', rule_hash, kind, status, base_revision, old_settings,"
                                + " new_settings, reason, proposed_by, proposer_provider, DATEADD(DAY, 1, proposed_at)"
                                + " FROM rule_change")
                .param(UUID.randomUUID())
                .update();

        assertThat(row().open()).isEqualTo(proposal);
    }

    @Test
    void aGoldenCaseThatCannotBeReadIsNamedToWhoRunsThem(@TempDir Path pack) throws IOException {
        for (String part : List.of("shared", "generic", "valuesets", "pde5-nitrate")) {
            FileSystemUtils.copyRecursively(Path.of("../reasoning/rules", part), pack.resolve(part));
        }
        Files.writeString(pack.resolve("pack.json"), """
                {"name":"site","version":"1","graceDaysAfterReview":90,
                 "shared":["ProdromeCommon","ProdromeOrders"],"rules":["pde5-nitrate"]}""");
        Files.writeString(pack.resolve("pde5-nitrate/golden/silent.json"), "{\"title\":7}");
        RulesDesk desk = TestRules.of(pack, TestStore.fresh(), folder).desk;

        assertThatThrownBy(() -> desk.golden(
                        desk.rule("pde5-nitrate").orElseThrow(), new RuleSettings(RuleState.PILOT, null, Map.of())))
                .isInstanceOf(Trials.Refused.class)
                .hasMessageContaining("pde5-nitrate/golden/silent.json: line 1, column ");
    }

    private void before(Stage stage) {
        rules.governance.releases.register(BEFORE, Stage.PILOT);
        rules.governance.releases.move(BEFORE, stage, "staff");
    }

    private RuleRow row() {
        return rules.desk.rows().stream()
                .filter(row -> row.id().equals(METFORMIN.id()))
                .findFirst()
                .orElseThrow();
    }
}
