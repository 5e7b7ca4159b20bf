package org.prodrome.web.governance;

import com.github.benmanes.caffeine.cache.Ticker;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.prodrome.reasoning.finding.Releases;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.web.audit.AuditKind;
import org.prodrome.web.audit.AuditLog;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The stage of every version, in the database, so that every node sees a change: at most {@value #SEEN_WITHIN_SECONDS}
 * seconds later. A version nobody registered is silent.
 */
@Component
public class ReleaseRegister implements Releases {
    static final int SEEN_WITHIN_SECONDS = 2;

    /** Also how much the cards' table keeps. */
    private static final int LONGEST_ID = 120;

    private static final int LONGEST_VERSION = 60;

    /** Of models that were released before packages were told apart. */
    private static final String UNKNOWN_HASH = "unknown";

    private static final String PACKAGE = "package";

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;
    private final LastSeen<Map<Source, Stage>> stages =
            new LastSeen<>(this::load, Duration.ofSeconds(SEEN_WITHIN_SECONDS), Ticker.systemTicker());

    ReleaseRegister(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Stage ofRule(RuleVersion rule) {
        return stageOf(Source.of(rule));
    }

    /** A model package has one stage for all its outcomes. */
    @Override
    public Stage ofModel(ModelVersion model, Outcome outcome) {
        return stageOf(Source.of(model));
    }

    /** The stage as it stands in the database now; for whoever is about to change it. */
    Stage stored(Source source) {
        return load().getOrDefault(source, Stage.SILENT);
    }

    /** This node looks again at the next question. */
    void forget() {
        stages.forget();
    }

    private Stage stageOf(Source source) {
        return stages.get().getOrDefault(source, Stage.SILENT);
    }

    /**
     * Enters a version at the stage its package asks for, unless it is known already. A model of whose name and version a
     * package was taken out of care when packages were not told apart yet is taken to be that one, and so is a rule of whose
     * version anything was known. A rule enters at pilot at most, as what everybody sees takes two people here, and no wider
     * than somebody here had set what came before it.
     *
     * @throws IllegalArgumentException where its name or version is too long to be kept
     */
    @Transactional
    public void register(Source source, Stage initial) {
        requireShort("name", source.id(), LONGEST_ID);
        requireShort("version", source.version(), LONGEST_VERSION);
        if (source.kind() == Source.Kind.RULE && adopted(source)) {
            return;
        }
        Stage first = source.kind() == Source.Kind.RULE
                ? narrowed(source, initial)
                : takenOut(source).orElse(initial);
        int added = jdbc.sql("INSERT INTO release_stage"
                        + " (source_kind, source_id, version, hash, stage, since, changed_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
                .params(
                        source.kind().name(),
                        source.id(),
                        source.version(),
                        source.hash(),
                        first.name(),
                        OffsetDateTime.now(clock),
                        PACKAGE)
                .update();
        if (added == 1) {
            audited(source, first, PACKAGE);
        }
    }

    /** A rule's release of before contents were told apart is taken to be that of the content found first. */
    private boolean adopted(Source source) {
        return jdbc.sql("UPDATE release_stage SET hash = ? WHERE source_kind = ? AND source_id = ? AND version = ?"
                                + " AND hash = ''")
                        .params(source.hash(), source.kind().name(), source.id(), source.version())
                        .update()
                == 1;
    }

    private Stage narrowed(Source source, Stage initial) {
        Stage most = initial == Stage.GENERAL ? Stage.PILOT : initial;
        return setBefore(source)
                .filter(set -> RuleState.of(set).isLessThan(RuleState.of(most)))
                .orElse(most);
    }

    /** The stage that somebody here last set under the same name, for another version or another content. */
    private Optional<Stage> setBefore(Source source) {
        return jdbc.sql("SELECT stage FROM release_stage WHERE source_kind = ? AND source_id = ?"
                        + " AND NOT (version = ? AND hash = ?) AND changed_by <> ? ORDER BY since DESC LIMIT 1")
                .params(source.kind().name(), source.id(), source.version(), source.hash(), PACKAGE)
                .query(String.class)
                .optional()
                .map(Stage::valueOf);
    }

    /**
     * Of these rules those that are shown to fewer people than what came before them, because nobody has released this content
     * yet, with the state before.
     */
    public Map<String, RuleState> narrower(List<RuleVersion> rules) {
        Map<Source, Stage> now = load();
        Set<Source> entered = new HashSet<>(jdbc.sql("SELECT source_kind, source_id, version, hash, stage"
                        + " FROM release_stage WHERE source_kind = 'RULE' AND changed_by = ?")
                .param(PACKAGE)
                .query((row, rowNumber) -> source(row))
                .list());
        Map<String, RuleState> narrower = new TreeMap<>();
        rules.stream()
                .map(Source::of)
                .filter(entered::contains)
                .forEach(source -> setBefore(source)
                        .map(RuleState::of)
                        .filter(state -> RuleState.of(now.getOrDefault(source, Stage.SILENT))
                                .isLessThan(state))
                        .ifPresent(state -> narrower.put(source.id(), state)));
        return narrower;
    }

    private static Source source(ResultSet row) throws SQLException {
        return new Source(
                Source.Kind.valueOf(row.getString("source_kind")),
                row.getString("source_id"),
                row.getString("version"),
                row.getString("hash"));
    }

    private Optional<Stage> takenOut(Source source) {
        return jdbc.sql(
                        "SELECT stage FROM release_stage WHERE source_kind = ? AND source_id = ? AND version = ? AND hash = ?")
                .params(source.kind().name(), source.id(), source.version(), UNKNOWN_HASH)
                .query(String.class)
                .optional()
                .map(Stage::valueOf)
                .filter(stage -> !stage.isComputed());
    }

    private static void requireShort(String field, String value, int most) {
        if (value.length() > most) {
            throw new IllegalArgumentException(
                    field + ": expected at most " + most + " characters, got " + value.length());
        }
    }

    /** Moves a version to another stage. */
    @Transactional
    public void move(Source source, Stage stage, String by) {
        int moved = jdbc.sql("UPDATE release_stage SET stage = ?, since = ?, changed_by = ?"
                        + " WHERE source_kind = ? AND source_id = ? AND version = ? AND hash = ?")
                .params(
                        stage.name(),
                        OffsetDateTime.now(clock),
                        by,
                        source.kind().name(),
                        source.id(),
                        source.version(),
                        source.hash())
                .update();
        if (moved == 0) {
            throw new IllegalArgumentException("source: expected a registered version, got " + source);
        }
        audited(source, stage, by);
    }

    private void audited(Source source, Stage stage, String by) {
        audit.append(
                AuditKind.STAGE_CHANGED,
                null,
                null,
                Map.of(
                        "kind", source.kind().name(),
                        "source", source.id(),
                        "version", source.version(),
                        "hash", source.hash(),
                        "stage", stage.name(),
                        "by", by));
        stages.forget();
    }

    private Map<Source, Stage> load() {
        return jdbc
                .sql("SELECT source_kind, source_id, version, hash, stage FROM release_stage")
                .query((row, rowNumber) -> Map.entry(source(row), Stage.valueOf(row.getString("stage"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
