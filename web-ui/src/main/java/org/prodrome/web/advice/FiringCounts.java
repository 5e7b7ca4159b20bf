package org.prodrome.web.advice;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How often each rule version or model outcome had something to say, what became of it, and what clinicians did with it. A joined
 * card counts for each rule on it, and so does a decision on it. Numbers alone: no patient, no user.
 */
@Component
public class FiringCounts {
    private final JdbcClient jdbc;

    FiringCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Counts of one version.
     *
     * @param source rule id, {@code model/outcome}, or {@code not-evaluated}
     * @param version of the rule or model; empty for {@code not-evaluated}
     * @param fired cards made for it, shown or not: one for each hook call or opened chart
     * @param became of those, how many came to what; what never happened is left out
     * @param notEvaluated cards that said it could not be evaluated
     * @param overridden of those shown, how many were overridden, by reason code; {@code not-given} without one
     * @param accepted suggestions of it that were accepted and not taken back
     * @param snoozed how often
     * @param contested how often
     */
    public record Count(
            String source,
            String version,
            long fired,
            Map<Showing, Long> became,
            long notEvaluated,
            Map<String, Long> overridden,
            long accepted,
            long snoozed,
            long contested) {

        /** How many reached somebody. */
        public long shown() {
            return became.getOrDefault(Showing.SHOWN, 0L);
        }

        /** How many were kept from somebody who is otherwise shown the rule, for whatever reason. */
        public long heldBack() {
            return became.entrySet().stream()
                    .filter(entry -> entry.getKey().isHeldBack())
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }

        /** Overrides, for whatever reason. */
        public long overrides() {
            return overridden.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * Every version that had something to say within a period, by id and version.
     *
     * @param from of the cards, inclusive; a decision counts with its card, whenever it was made
     * @param until exclusive
     */
    @Transactional(readOnly = true)
    public List<Count> between(Instant from, Instant until) {
        Map<Key, Tally> tallies = new TreeMap<>();
        cards(from, until, tallies);
        decisions(from, until, tallies);
        List<Count> counts = new ArrayList<>();
        tallies.forEach((key, tally) -> counts.add(tally.count(key)));
        return List.copyOf(counts);
    }

    private void cards(Instant from, Instant until, Map<Key, Tally> tallies) {
        jdbc.sql("SELECT p.source_id, p.source_version, p.evaluated, c.outcome, COUNT(*) AS n"
                        + " FROM card c JOIN card_part p ON p.card_uuid = c.uuid"
                        + " WHERE c.issued_at >= ? AND c.issued_at < ?"
                        + " GROUP BY p.source_id, p.source_version, p.evaluated, c.outcome")
                .params(utc(from), utc(until))
                .query(row -> {
                    Tally tally = tally(tallies, row.getString("source_id"), row.getString("source_version"));
                    long n = row.getLong("n");
                    if (row.getBoolean("evaluated")) {
                        tally.became.merge(Showing.valueOf(row.getString("outcome")), n, Long::sum);
                    } else {
                        tally.notEvaluated += n;
                    }
                });
    }

    private void decisions(Instant from, Instant until, Map<Key, Tally> tallies) {
        jdbc.sql("SELECT p.source_id, p.source_version, d.kind, d.reason_code, COUNT(*) AS n"
                        + " FROM decision d JOIN card c ON c.uuid = d.card_uuid JOIN card_part p ON p.card_uuid = c.uuid"
                        + " WHERE c.issued_at >= ? AND c.issued_at < ? AND p.evaluated"
                        + " GROUP BY p.source_id, p.source_version, d.kind, d.reason_code")
                .params(utc(from), utc(until))
                .query(row -> {
                    Tally tally = tally(tallies, row.getString("source_id"), row.getString("source_version"));
                    tally.decided(row.getString("kind"), row.getString("reason_code"), row.getLong("n"));
                });
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Tally tally(Map<Key, Tally> tallies, String source, String version) {
        return tallies.computeIfAbsent(new Key(source, version), ignored -> new Tally());
    }

    private record Key(String source, String version) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int bySource = source.compareTo(other.source);
            return bySource != 0 ? bySource : version.compareTo(other.version);
        }
    }

    private static final class Tally {
        private final Map<Showing, Long> became = new TreeMap<>();
        private final Map<String, Long> overridden = new LinkedHashMap<>();
        private long notEvaluated;
        private long accepted;
        private long snoozed;
        private long contested;

        void decided(String kind, String reason, long n) {
            switch (kind) {
                case "OVERRIDDEN" -> overridden.merge(reason, n, Long::sum);
                case "ACCEPTED" -> accepted += n;
                case "WITHDRAWN" -> accepted -= n;
                case "SNOOZED" -> snoozed += n;
                case "CONTESTED" -> contested += n;
                default -> throw new IllegalStateException("decision kind: expected one of five, got another");
            }
        }

        Count count(Key key) {
            return new Count(
                    key.source(),
                    key.version(),
                    became.values().stream().mapToLong(Long::longValue).sum(),
                    Map.copyOf(became),
                    notEvaluated,
                    Map.copyOf(overridden),
                    accepted,
                    snoozed,
                    contested);
        }
    }
}
