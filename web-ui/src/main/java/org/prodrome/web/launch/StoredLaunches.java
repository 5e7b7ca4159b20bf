package org.prodrome.web.launch;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.prodrome.launcher.PendingLaunches;
import org.prodrome.web.store.PatientVault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Pending launches in the database, sealed, so that any node can finish a launch another began. A full store
 * refuses new ones: those that wait are somebody's.
 */
@Component
class StoredLaunches implements PendingLaunches {
    private static final String LABEL = "pending-launch";
    private static final int CAPACITY = 50_000;

    private final JdbcClient jdbc;
    private final PatientVault vault;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final LaunchTurns turns;
    private volatile boolean full;

    StoredLaunches(
            JdbcClient jdbc, PatientVault vault, Clock clock, TransactionTemplate transaction, LaunchTurns turns) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.clock = clock;
        this.transaction = transaction;
        this.turns = turns;
    }

    @Override
    public void put(Entry entry) {
        if (full) {
            throw new IllegalStateException("pending launches: expected fewer than " + CAPACITY);
        }
        byte[] sealed = vault.sealForSite(LABEL + entry.key(), entry.content().getBytes(StandardCharsets.UTF_8));
        turns.take(() -> jdbc.sql("INSERT INTO pending_launch (launch_key, envelope, expires_at) VALUES (?, ?, ?)")
                .params(entry.key(), sealed, entry.expiresAt().atOffset(ZoneOffset.UTC))
                .update());
    }

    @Override
    public Optional<Entry> take(String key) {
        return turns.take(() -> Objects.requireNonNull(transaction.execute(status -> taken(key))));
    }

    /** The row is read and deleted in one transaction: of two redirects with one state, one gets it. */
    private Optional<Entry> taken(String key) {
        Optional<Entry> found = jdbc.sql(
                        "SELECT launch_key, envelope, expires_at FROM pending_launch WHERE launch_key = ? FOR UPDATE")
                .param(key)
                .query((row, rowNumber) -> new Entry(
                        key,
                        new String(vault.openForSite(LABEL + key, row.getBytes("envelope")), StandardCharsets.UTF_8),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant()))
                .optional();
        int deleted = jdbc.sql("DELETE FROM pending_launch WHERE launch_key = ?")
                .param(key)
                .update();
        return deleted == 1 ? found : Optional.empty();
    }

    @Scheduled(fixedDelayString = "PT10S")
    void forgetExpired() {
        jdbc.sql("DELETE FROM pending_launch WHERE expires_at < ?")
                .param(OffsetDateTime.now(clock))
                .update();
        full = count() >= CAPACITY;
    }

    private long count() {
        return jdbc.sql("SELECT COUNT(*) FROM pending_launch").query(Long.class).single();
    }
}
