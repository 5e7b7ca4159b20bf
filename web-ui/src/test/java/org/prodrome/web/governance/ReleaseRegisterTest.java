package org.prodrome.web.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.web.TestStore;

/** What a site released is one package, not whatever is called the same. */
class ReleaseRegisterTest {
    private static final Outcome OUTCOME = new Outcome("heart-failure", "heart failure");

    @TempDir
    Path folder;

    @Test
    void aRetrainedModelOfTheSameVersionStartsAtItsFirstStage() {
        ReleaseRegister releases = TestReleases.in(TestStore.fresh(), folder);
        releases.register(Source.of(model("a")), Stage.PILOT);
        releases.move(Source.of(model("a")), Stage.GENERAL, "tests");

        assertThat(releases.ofModel(model("b"), OUTCOME)).isEqualTo(Stage.SILENT);
        releases.register(Source.of(model("b")), Stage.PILOT);

        assertThat(releases.ofModel(model("b"), OUTCOME)).isEqualTo(Stage.PILOT);
        assertThat(releases.ofModel(model("a"), OUTCOME)).isEqualTo(Stage.GENERAL);
    }

    @Test
    void aModelThatComesBackHasTheStageItHad() {
        ReleaseRegister releases = TestReleases.in(TestStore.fresh(), folder);
        releases.register(Source.of(model("a")), Stage.PILOT);
        releases.move(Source.of(model("a")), Stage.SUSPENDED, "tests");
        releases.register(Source.of(model("a")), Stage.PILOT);

        assertThat(releases.ofModel(model("a"), OUTCOME)).isEqualTo(Stage.SUSPENDED);
    }

    @Test
    void aReleaseOfBeforeContentsWereToldApartIsInheritedByNobody() {
        DataSource store = before("4.1");
        insert(store, "MODEL", "model", "0.1.0", Stage.GENERAL);
        insert(store, "RULE", "rule", "1", Stage.GENERAL);
        Flyway.configure().dataSource(store).load().migrate();
        ReleaseRegister releases = TestReleases.in(store, folder);

        releases.register(Source.of(model("a")), Stage.PILOT);
        releases.register(rule("1", "a"), Stage.SILENT);

        assertThat(releases.ofModel(model("a"), OUTCOME)).isEqualTo(Stage.PILOT);
        assertThat(releases.stored(rule("1", "a"))).isEqualTo(Stage.SILENT);
        assertThat(releases.stored(rule("1", ""))).isEqualTo(Stage.GENERAL);
        assertThat(releases.narrower(List.of(version("1", "a")))).containsExactly(Map.entry("rule", RuleState.ON));
    }

    @Test
    void aModelThatWasTakenOutOfCareBeforePackagesWereToldApartStaysOut() {
        DataSource store = before("4.1");
        insert(store, "MODEL", "model", "0.1.0", Stage.SUSPENDED);
        insert(store, "MODEL", "other", "0.1.0", Stage.RETIRED);
        Flyway.configure().dataSource(store).load().migrate();
        ReleaseRegister releases = TestReleases.in(store, folder);
        ModelVersion other = new ModelVersion("other", "0.1.0", "b", true, "CPU");

        releases.register(Source.of(model("a")), Stage.PILOT);
        releases.register(Source.of(other), Stage.PILOT);

        assertThat(releases.ofModel(model("a"), OUTCOME)).isEqualTo(Stage.SUSPENDED);
        assertThat(releases.ofModel(other, OUTCOME)).isEqualTo(Stage.RETIRED);
    }

    @Test
    void aRuleThatEverybodyIsToSeeTakesTwoPeopleHere() {
        ReleaseRegister releases = TestReleases.in(TestStore.fresh(), folder);

        releases.register(rule("1", "a"), Stage.GENERAL);

        assertThat(releases.stored(rule("1", "a"))).isEqualTo(Stage.PILOT);
    }

    @Test
    void anotherContentUnderTheSameVersionIsReleasedByNobody() {
        ReleaseRegister releases = TestReleases.in(TestStore.fresh(), folder);
        releases.register(rule("1", "a"), Stage.PILOT);
        releases.move(rule("1", "a"), Stage.GENERAL, "staff");

        releases.register(rule("1", "b"), Stage.PILOT);

        assertThat(releases.stored(rule("1", "b"))).isEqualTo(Stage.PILOT);
        assertThat(releases.stored(rule("1", "a"))).isEqualTo(Stage.GENERAL);
        assertThat(releases.narrower(List.of(version("1", "b")))).containsExactly(Map.entry("rule", RuleState.ON));
        releases.move(rule("1", "b"), Stage.PILOT, "staff");
        assertThat(releases.narrower(List.of(version("1", "b")))).isEmpty();
    }

    @Test
    void whatSomebodyHereMadeQuietStaysQuietInEveryLaterContent() {
        ReleaseRegister releases = TestReleases.in(TestStore.fresh(), folder);
        releases.register(rule("1", "a"), Stage.PILOT);
        releases.move(rule("1", "a"), Stage.SUSPENDED, "staff");

        releases.register(rule("2", "b"), Stage.PILOT);
        releases.register(rule("3", "c"), Stage.PILOT);

        assertThat(releases.stored(rule("2", "b"))).isEqualTo(Stage.SUSPENDED);
        assertThat(releases.stored(rule("3", "c"))).isEqualTo(Stage.SUSPENDED);
    }

    @Test
    void whatThePackItselfHadQuietIsHeardOnceThePackSaysSo() {
        ReleaseRegister releases = TestReleases.in(TestStore.fresh(), folder);
        releases.register(rule("1", "a"), Stage.SILENT);

        releases.register(rule("2", "b"), Stage.PILOT);

        assertThat(releases.stored(rule("2", "b"))).isEqualTo(Stage.PILOT);
    }

    private static Source rule(String version, String hash) {
        return Source.of(version(version, hash));
    }

    private static RuleVersion version(String version, String hash) {
        return new RuleVersion("rule", version, "A rule", "a source", "", "an owner", LocalDate.of(2027, 1, 1), hash);
    }

    @Test
    void saysWhatIsTooLongToBeKept() {
        ReleaseRegister releases = TestReleases.in(TestStore.fresh(), folder);
        Source endless = new Source(Source.Kind.MODEL, "model", "1".repeat(61), "a");

        assertThatThrownBy(() -> releases.register(endless, Stage.PILOT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("version: expected at most 60 characters, got 61");
    }

    private static DataSource before(String version) {
        JdbcDataSource store = new JdbcDataSource();
        store.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
        Flyway.configure().dataSource(store).target(version).load().migrate();
        return store;
    }

    private static void insert(DataSource store, String kind, String id, String version, Stage stage) {
        TestStore.client(store)
                .sql("INSERT INTO release_stage (source_kind, source_id, version, stage, since, changed_by)"
                        + " VALUES (?, ?, ?, ?, ?, 'tests')")
                .params(kind, id, version, stage.name(), OffsetDateTime.now(ZoneOffset.UTC))
                .update();
    }

    private static ModelVersion model(String hash) {
        return new ModelVersion("model", "0.1.0", hash, true, "CPU");
    }
}
