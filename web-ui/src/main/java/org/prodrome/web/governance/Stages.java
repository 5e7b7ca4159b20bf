package org.prodrome.web.governance;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.prodrome.reasoning.finding.Stage;

/** Every release there is, as it stood at one moment. */
final class Stages {
    private final Map<Source, Row> bySource = new HashMap<>();
    private final Map<String, List<Row>> byName;

    /**
     * A release.
     *
     * @param setHere whether somebody here set it, rather than the package it came with
     */
    record Row(Source source, Stage stage, Instant since, boolean setHere) {
        String name() {
            return source.kind() + " " + source.id();
        }
    }

    Stages(List<Row> rows) {
        rows.forEach(row -> bySource.put(row.source(), row));
        byName = rows.stream().collect(java.util.stream.Collectors.groupingBy(Row::name));
    }

    Stage of(Source source) {
        Row row = bySource.get(source);
        return row == null ? Stage.SILENT : row.stage();
    }

    /** The stage that somebody here last set under the same name, for another version or another content. */
    Optional<Stage> setBefore(Source source) {
        return byName.getOrDefault(source.kind() + " " + source.id(), List.of()).stream()
                .filter(row -> row.setHere() && !row.source().equals(source))
                .max(Comparator.comparing(Row::since))
                .map(Row::stage);
    }

    /** Those that entered with their package and are shown to fewer people than what came before them, by their state then. */
    Map<String, RuleState> narrower(List<Source> sources) {
        Map<String, RuleState> narrower = new TreeMap<>();
        for (Source source : sources) {
            Row row = bySource.get(source);
            if (row != null && !row.setHere()) {
                setBefore(source)
                        .map(RuleState::of)
                        .filter(before -> RuleState.of(row.stage()).isLessThan(before))
                        .ifPresent(before -> narrower.put(source.id(), before));
            }
        }
        return narrower;
    }
}
