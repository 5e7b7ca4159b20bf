package org.prodrome.web.cdshooks;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.prodrome.web.advice.StoreBacklog;
import org.prodrome.web.store.PatientVault;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Remembers each {@code jti} until its token has expired, for all nodes.
 *
 * <p>Where several nodes may share the database it decides, and a call waits for it. An embedded database has one node: its memory
 * decides, and the database is told behind the answers, for the time after a restart. A node that is killed forgets the tokens of its
 * last moments.
 */
@Component
class UsedJtis {
    private final JdbcClient jdbc;
    private final PatientVault vault;
    private final StoreBacklog store;
    private final Clock clock;
    private final boolean alone;
    /** Of a node that is alone; expiry by token. */
    private final Map<Key, Instant> seen = new ConcurrentHashMap<>();

    /** @param hash of the jti: what a token was is nobody's business */
    private record Key(String issuer, String hash) {}

    UsedJtis(
            JdbcClient jdbc,
            PatientVault vault,
            StoreBacklog store,
            Clock clock,
            @Value("${spring.datasource.url:}") String database) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.store = store;
        this.clock = clock;
        this.alone = isEmbedded(database);
        if (alone) {
            remember();
        }
    }

    /** H2's file is locked by the one process that has it open, unless it serves it to others. */
    private static boolean isEmbedded(String database) {
        return database.startsWith("jdbc:h2:file:")
                && !database.toUpperCase(Locale.ROOT).contains("AUTO_SERVER=TRUE");
    }

    private void remember() {
        jdbc.sql("SELECT issuer, jti_hash, expires_at FROM used_jti WHERE expires_at >= ?")
                .param(OffsetDateTime.now(clock))
                .query((row, number) -> seen.put(
                        new Key(row.getString("issuer"), row.getString("jti_hash")),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Whether this node remembers that it was used; where it does not, {@link #markUsed} decides. */
    boolean isKnown(String issuer, String jti) {
        return seen.containsKey(key(issuer, jti));
    }

    /** Whether this was the first use. */
    boolean markUsed(String issuer, String jti, Instant expiry) {
        Key key = key(issuer, jti);
        if (!alone) {
            return inserted(key, expiry);
        }
        boolean first = seen.putIfAbsent(key, expiry) == null;
        if (first) {
            store.later(() -> inserted(key, expiry));
        }
        return first;
    }

    /** It may be used again: what it was used for was not answered. */
    void free(String issuer, String jti) {
        Key key = key(issuer, jti);
        seen.remove(key);
        store.later(() -> jdbc.sql("DELETE FROM used_jti WHERE issuer = ? AND jti_hash = ?")
                .params(key.issuer(), key.hash())
                .update());
    }

    private Key key(String issuer, String jti) {
        return new Key(issuer, vault.blind("jti", jti));
    }

    private boolean inserted(Key key, Instant expiry) {
        return jdbc.sql("INSERT INTO used_jti (issuer, jti_hash, expires_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                        .params(key.issuer(), key.hash(), expiry.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    @Scheduled(fixedDelayString = "PT5M")
    void forgetExpired() {
        Instant now = Instant.now(clock);
        seen.values().removeIf(expiry -> expiry.isBefore(now));
        jdbc.sql("DELETE FROM used_jti WHERE expires_at < ?")
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
