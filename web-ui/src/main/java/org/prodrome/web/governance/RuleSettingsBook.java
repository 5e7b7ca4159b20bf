package org.prodrome.web.governance;

import com.github.benmanes.caffeine.cache.Ticker;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.reasoning.rule.LocalRules;
import org.prodrome.reasoning.rule.LocalSettings;
import org.prodrome.web.governance.RuleInForce.OlderSettings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the site set for each version of a rule, in the database, so that every node runs by it: at most
 * {@value #SEEN_WITHIN_SECONDS} seconds later. What was set for one version never holds for another.
 */
@Component
public class RuleSettingsBook implements LocalRules {
    static final int SEEN_WITHIN_SECONDS = 2;

    private final JdbcClient jdbc;
    private final RuleSettingsJson json;
    private final Clock clock;
    private final LastSeen<Map<Key, LocalSettings>> settings;

    private record Key(String ruleId, String version, String hash) {}

    /** What is kept of one version, without its stage. */
    record Kept(@Nullable Severity severity, Map<String, Number> parameters, int revision) {}

    @Autowired
    RuleSettingsBook(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this(jdbc, json, clock, Ticker.systemTicker());
    }

    /** @param ticker by which this node looks again */
    RuleSettingsBook(JdbcClient jdbc, JsonMapper json, Clock clock, Ticker ticker) {
        this.jdbc = jdbc;
        this.json = new RuleSettingsJson(json);
        this.clock = clock;
        this.settings = new LastSeen<>(this::load, Duration.ofSeconds(SEEN_WITHIN_SECONDS), ticker);
    }

    @Override
    public LocalSettings of(RuleVersion rule) {
        return settings.get().getOrDefault(new Key(rule.id(), rule.version(), rule.hash()), LocalSettings.NONE);
    }

    /** What is kept now; nothing set at revision 0 where nobody ever changed anything. */
    Kept read(RuleVersion rule) {
        return query(rule, "").orElse(new Kept(null, Map.of(), 0));
    }

    /** The same, and nobody else changes it before the caller's transaction ends. */
    Kept hold(RuleVersion rule) {
        jdbc.sql("INSERT INTO rule_setting (rule_id, version, hash, parameters, revision, since)"
                        + " VALUES (?, ?, ?, '{}', 0, ?)"
                        + " ON CONFLICT DO NOTHING")
                .params(rule.id(), rule.version(), rule.hash(), OffsetDateTime.now(clock))
                .update();
        return query(rule, " FOR UPDATE").orElseThrow();
    }

    private Optional<Kept> query(RuleVersion rule, String lock) {
        return jdbc.sql("SELECT severity, parameters, revision FROM rule_setting WHERE rule_id = ? AND version = ?"
                        + " AND hash = ?" + lock)
                .params(rule.id(), rule.version(), rule.hash())
                .query(this::kept)
                .optional();
    }

    private Kept kept(ResultSet row, int number) throws SQLException {
        String severity = row.getString("severity");
        return new Kept(
                severity == null ? null : Severity.valueOf(severity),
                json.readParameters(row.getString("parameters")),
                row.getInt("revision"));
    }

    /** Puts settings in force; the stage is the release register's. */
    void write(RuleVersion rule, RuleSettings next) {
        Severity severity = next.severity();
        jdbc.sql("UPDATE rule_setting SET severity = ?, parameters = ?, revision = revision + 1, since = ?"
                        + " WHERE rule_id = ? AND version = ? AND hash = ?")
                .params(Arrays.asList(
                        severity == null ? null : severity.name(),
                        json.writeParameters(next.parameters()),
                        OffsetDateTime.now(clock),
                        rule.id(),
                        rule.version(),
                        rule.hash()))
                .update();
    }

    /** This node looks again at the next question. */
    void forget() {
        settings.forget();
    }

    /** What was last set for another version of the rule. */
    Optional<OlderSettings> older(RuleVersion rule) {
        return jdbc.sql("SELECT s.version, s.severity, s.parameters, s.revision, r.stage FROM rule_setting s"
                        + " JOIN release_stage r ON r.source_kind = 'RULE' AND r.source_id = s.rule_id"
                        + " AND r.version = s.version AND r.hash = s.hash"
                        + " WHERE s.rule_id = ? AND NOT (s.version = ? AND s.hash = ?) AND s.revision > 0"
                        + " ORDER BY s.since DESC LIMIT 1")
                .params(rule.id(), rule.version(), rule.hash())
                .query((row, number) -> {
                    Kept kept = kept(row, number);
                    RuleState state = RuleState.of(Stage.valueOf(row.getString("stage")));
                    return new OlderSettings(
                            row.getString("version"), new RuleSettings(state, kept.severity(), kept.parameters()));
                })
                .optional();
    }

    private Map<Key, LocalSettings> load() {
        return jdbc
                .sql("SELECT rule_id, version, hash, severity, parameters, revision FROM rule_setting"
                        + " WHERE revision > 0")
                .query((row, number) -> {
                    Kept kept = kept(row, number);
                    return Map.entry(
                            new Key(row.getString("rule_id"), row.getString("version"), row.getString("hash")),
                            new LocalSettings(kept.severity(), kept.parameters()));
                })
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
