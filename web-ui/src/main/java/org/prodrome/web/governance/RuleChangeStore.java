package org.prodrome.web.governance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.prodrome.web.governance.RuleChange.Decided;
import org.prodrome.web.governance.RuleChange.Kind;
import org.prodrome.web.governance.RuleChange.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The table of changes. None is ever deleted; a decision is added to it once. */
@Component
class RuleChangeStore {
    private static final String SELECT =
            "SELECT id, rule_id, version, rule_hash, kind, status, base_revision, old_settings,"
                    + " new_settings, reason, proposed_by, proposer_provider, proposed_at, decided_by, decided_at, decision_reason"
                    + " FROM rule_change";

    private final JdbcClient jdbc;
    private final RuleSettingsJson json;

    RuleChangeStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = new RuleSettingsJson(json);
    }

    void add(RuleChange change) {
        jdbc.sql("INSERT INTO rule_change (id, rule_id, version, rule_hash, kind, status, base_revision, old_settings,"
                        + " new_settings, reason, proposed_by, proposer_provider, proposed_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        change.id(),
                        change.ruleId(),
                        change.version(),
                        change.hash(),
                        change.kind().name(),
                        change.status().name(),
                        change.base(),
                        json.write(change.from()),
                        json.write(change.to()),
                        change.reason(),
                        change.by(),
                        change.provider(),
                        change.at().atOffset(ZoneOffset.UTC)))
                .update();
    }

    /** @return whether it still was in the state it is taken from */
    boolean decide(RuleChange change, Status next, Decided decided) {
        return jdbc.sql("UPDATE rule_change SET status = ?, decided_by = ?, decided_at = ?, decision_reason = ?"
                                + " WHERE id = ? AND status = ?")
                        .params(Arrays.asList(
                                next.name(),
                                decided.by(),
                                decided.at().atOffset(ZoneOffset.UTC),
                                decided.reason(),
                                change.id(),
                                change.status().name()))
                        .update()
                == 1;
    }

    Optional<RuleChange> find(UUID id) {
        return jdbc.sql(SELECT + " WHERE id = ?").param(id).query(this::read).optional();
    }

    /** Of every version of a rule, the latest first. */
    List<RuleChange> of(String ruleId) {
        return jdbc.sql(SELECT + " WHERE rule_id = ? ORDER BY proposed_at DESC")
                .param(ruleId)
                .query(this::read)
                .list();
    }

    /** Those of any rule on which somebody still has to decide. */
    List<RuleChange> open() {
        return jdbc.sql(SELECT + " WHERE status IN ('PROPOSED', 'UNCONFIRMED') ORDER BY proposed_at DESC")
                .query(this::read)
                .list();
    }

    private RuleChange read(ResultSet row, int number) throws SQLException {
        return new RuleChange(
                row.getObject("id", UUID.class),
                row.getString("rule_id"),
                row.getString("version"),
                row.getString("rule_hash"),
                Kind.valueOf(row.getString("kind")),
                Status.valueOf(row.getString("status")),
                row.getInt("base_revision"),
                json.read(row.getString("old_settings")),
                json.read(row.getString("new_settings")),
                row.getString("reason"),
                row.getString("proposed_by"),
                row.getString("proposer_provider"),
                instant(row, "proposed_at"),
                decided(row));
    }

    private static @Nullable Decided decided(ResultSet row) throws SQLException {
        String by = row.getString("decided_by");
        return by == null ? null : new Decided(by, instant(row, "decided_at"), row.getString("decision_reason"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
