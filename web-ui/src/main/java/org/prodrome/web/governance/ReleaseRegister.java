package org.prodrome.web.governance;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final LastSeen<Stages> stages =
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
        return load().of(source);
    }

    /** This node looks again at the next question. */
    void forget() {
        stages.forget();
    }

    private Stage stageOf(Source source) {
        return stages.get().of(source);
    }

    /**
     * Enters a version at the stage its package asks for, unless it is known already. A model of whose name and version a
     * package was taken out of care when packages were not told apart yet is taken to be that one. A rule enters at pilot at most, as what everybody sees takes two people here, and no wider
     * than somebody here had set what came before it.
     *
     * @throws IllegalArgumentException where its name or version is too long to be kept
     */
    @Transactional
    public void register(Source source, Stage initial) {
        requireShort("name", source.id(), LONGEST_ID);
        requireShort("version", source.version(), LONGEST_VERSION);
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

    private Stage narrowed(Source source, Stage initial) {
        Stage most = initial == Stage.GENERAL ? Stage.PILOT : initial;
        return load().setBefore(source)
                .filter(set -> RuleState.of(set).isLessThan(RuleState.of(most)))
                .orElse(most);
    }

    /**
     * Of these rules those that are shown to fewer people than what came before them, because nobody has released this content
     * yet, with the state before. As every node sees it, at most {@value #SEEN_WITHIN_SECONDS} seconds late.
     */
    public Map<String, RuleState> narrower(List<RuleVersion> rules) {
        return stages.get().narrower(rules.stream().map(Source::of).toList());
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

    private Stages load() {
        return new Stages(jdbc.sql(
                        "SELECT source_kind, source_id, version, hash, stage, since, changed_by FROM release_stage")
                .query((row, rowNumber) -> new Stages.Row(
                        new Source(
                                Source.Kind.valueOf(row.getString("source_kind")),
                                row.getString("source_id"),
                                row.getString("version"),
                                row.getString("hash")),
                        Stage.valueOf(row.getString("stage")),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        !row.getString("changed_by").equals(PACKAGE)))
                .list());
    }
}
