package org.prodrome.web.cdshooks;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prodrome.web.advice.StoreBacklog;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.store.PatientVault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Remembers each {@code jti} until its token has expired, for all nodes.
 *
 * <p>Where several nodes may share the database it decides, and a call waits for it. A node remembers what was used at itself, so that a
 * token that is sent to it again is refused before the body is read; to ask the database for the others' at that point would cost
 * every call a read, to spare a replayed one its body. An embedded database has one node: its memory decides, and the database is
 * told behind the answers, for the time after a restart. A node that is killed forgets the tokens of its last moments.
 *
 * <p>What the database is to be told waits here, apart from what else waits to be kept: however much that is, no used token is
 * dropped. There is room for {@code prodrome.hooks.tokens}; beyond it a node that is alone answers no call rather than forget one.
 */
@Component
class UsedJtis implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(UsedJtis.class);
    /** Written in one transaction. */
    private static final int TOGETHER = 1_000;

    private static final String TOO_MANY = "Too many tokens were used lately.";

    private final JdbcClient jdbc;
    private final PatientVault vault;
    private final StoreBacklog store;
    private final Clock clock;
    private final boolean alone;
    private final int most;
    /** Used at this node, and since a restart; expiry by token. */
    private final Map<Key, Instant> seen = new ConcurrentHashMap<>();
    /** What the database has not been told yet: the last word about each token. */
    private final Map<Key, Change> untold = new ConcurrentHashMap<>();
    /** Whether telling it waits for its turn. */
    private final AtomicBoolean waits = new AtomicBoolean();

    private volatile Instant nextLook = Instant.MIN;

    /** @param hash of the jti: what a token was is nobody's business */
    private record Key(String issuer, String hash) {}

    /** @param expiry of a token that was used; null for one that may be used again */
    private record Change(@Nullable Instant expiry) {}

    UsedJtis(
            JdbcClient jdbc,
            PatientVault vault,
            StoreBacklog store,
            ProdromeSettings settings,
            Clock clock,
            @Value("${spring.datasource.url:}") String database) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.store = store;
        this.most = settings.hooks().tokens();
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

    /**
     * Whether this was the first use.
     *
     * @throws Overloaded where there is no room to remember it
     */
    boolean markUsed(String issuer, String jti, Instant expiry) {
        Key key = key(issuer, jti);
        boolean room = hasRoom();
        if (!alone) {
            boolean first = insert(key, expiry) == 1;
            if (first && room) {
                seen.put(key, expiry);
            }
            return first;
        }
        if (!room && !seen.containsKey(key)) {
            throw new Overloaded(TOO_MANY);
        }
        boolean first = seen.putIfAbsent(key, expiry) == null;
        if (first) {
            tell(key, new Change(expiry));
        }
        return first;
    }

    /** Those that have expired make room, looked for once a second at most. */
    private boolean hasRoom() {
        if (seen.size() >= most && Instant.now(clock).isAfter(nextLook)) {
            nextLook = Instant.now(clock).plusSeconds(1);
            forget(Instant.now(clock));
        }
        return seen.size() < most;
    }

    /** It may be used again: what it was used for was not answered. */
    void free(String issuer, String jti) {
        Key key = key(issuer, jti);
        seen.remove(key);
        tell(key, new Change(null));
    }

    private void tell(Key key, Change change) {
        untold.put(key, change);
        tellSoon();
    }

    /** Where there is no room for it yet, it is asked for again by the next use, and every few seconds. */
    private void tellSoon() {
        if (waits.compareAndSet(false, true) && !store.takes(this::tellSome)) {
            waits.set(false);
        }
    }

    /** Within a transaction; what it undoes is told another time. */
    private void tellSome() {
        waits.set(false);
        Map<Key, Change> some = untold.entrySet().stream()
                .limit(TOGETHER)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                some.forEach(untold::remove);
                tellRest();
            }
        });
        some.forEach(this::write);
    }

    @Scheduled(fixedDelayString = "PT5S")
    void tellRest() {
        if (!untold.isEmpty()) {
            tellSoon();
        }
    }

    /** What found no room until the end. */
    @Override
    public void destroy() {
        try {
            untold.forEach(this::write);
        } catch (DataAccessException away) {
            LOG.error(
                    "Tokens of the last minutes are forgotten, and could be used again: {}",
                    away.getClass().getName());
        }
    }

    private void write(Key key, Change change) {
        Instant expiry = change.expiry();
        if (expiry == null) {
            jdbc.sql("DELETE FROM used_jti WHERE issuer = ? AND jti_hash = ?")
                    .params(key.issuer(), key.hash())
                    .update();
        } else {
            insert(key, expiry);
        }
    }

    private Key key(String issuer, String jti) {
        return new Key(issuer, vault.blind("jti", jti));
    }

    /** 0 where it is there already. */
    private int insert(Key key, Instant expiry) {
        return jdbc.sql("INSERT INTO used_jti (issuer, jti_hash, expires_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                .params(key.issuer(), key.hash(), expiry.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Scheduled(fixedDelayString = "PT5M")
    void forgetExpired() {
        Instant now = Instant.now(clock);
        forget(now);
        jdbc.sql("DELETE FROM used_jti WHERE expires_at < ?")
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private void forget(Instant now) {
        seen.values().removeIf(expiry -> expiry.isBefore(now));
    }
}
