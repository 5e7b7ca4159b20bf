package org.prodrome.web.governance;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts cards and decisions by what they came from; of all versions and stages together. */
@Component
public class RuleCountReader {
    private static final String CARDS = "SELECT source_id, COUNT(*) AS fired,"
            + " SUM(CASE WHEN outcome = 'SHOWN' THEN 1 ELSE 0 END) AS shown,"
            + " SUM(CASE WHEN outcome NOT IN ('SHOWN', 'SILENT') THEN 1 ELSE 0 END) AS suppressed"
            + " FROM card WHERE issued_at >= ? GROUP BY source_id";
    private static final String DECISIONS = "SELECT c.source_id,"
            + " SUM(CASE WHEN d.kind = 'OVERRIDDEN' THEN 1 ELSE 0 END) AS overridden,"
            + " SUM(CASE WHEN d.kind = 'ACCEPTED' THEN 1 ELSE 0 END) AS accepted"
            + " FROM decision d JOIN card c ON c.uuid = d.card_uuid WHERE d.decided_at >= ? GROUP BY c.source_id";

    private final JdbcClient jdbc;

    RuleCountReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By rule id; a rule without any is not in it. */
    public Map<String, RuleCounts> since(Instant start) {
        Map<String, RuleCounts> counts = new HashMap<>();
        jdbc.sql(CARDS).param(start.atOffset(ZoneOffset.UTC)).query(row -> {
            counts.put(
                    row.getString("source_id"),
                    new RuleCounts(row.getLong("fired"), row.getLong("shown"), row.getLong("suppressed"), 0, 0));
        });
        jdbc.sql(DECISIONS).param(start.atOffset(ZoneOffset.UTC)).query(row -> {
            RuleCounts cards = counts.getOrDefault(row.getString("source_id"), RuleCounts.NONE);
            counts.put(
                    row.getString("source_id"),
                    new RuleCounts(
                            cards.fired(),
                            cards.shown(),
                            cards.suppressed(),
                            row.getLong("overridden"),
                            row.getLong("accepted")));
        });
        return counts;
    }
}
