package org.prodrome.web.audit;

import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.stream.Stream;
import org.prodrome.web.store.MasterKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Walks the chain from the first row to the head and names the first row that was removed or changed. */
@Component
public class AuditVerifier {
    private static final int FETCH = 500;

    private final JdbcClient jdbc;
    private final byte[] key;

    AuditVerifier(JdbcClient jdbc, MasterKey master) {
        this.jdbc = jdbc;
        this.key = key(master);
    }

    /** Who can write to the database but does not hold the master key can't forge an entry. */
    static byte[] key(MasterKey master) {
        return master.derive("audit-chain");
    }

    /** What the walk found. */
    public sealed interface Verdict {
        /** Every row is as it was written. */
        record Intact(long entries) implements Verdict {}

        /** The first row that is not. */
        record Broken(long seq, String what) implements Verdict {}
    }

    /** Verifies the whole chain, row by row. */
    @Transactional(readOnly = true)
    public Verdict verify() {
        AuditLog.Head head = jdbc.sql("SELECT seq, hash FROM audit_head WHERE id = 1")
                .query(AuditLog.Head.class)
                .single();
        Walk walk = new Walk(key);
        try (Stream<AuditEntry> rows = rows(head.seq())) {
            Optional<Verdict> broken =
                    rows.map(walk::step).flatMap(Optional::stream).findFirst();
            return broken.orElseGet(() -> atHead(head, walk));
        }
    }

    private Stream<AuditEntry> rows(long last) {
        return jdbc
                .sql("SELECT seq, at, kind, pseudonym, actor, ciphertext, previous, hash FROM audit_entry"
                        + " WHERE seq <= ? ORDER BY seq")
                .param(last)
                .withFetchSize(FETCH)
                .query((row, rowNumber) -> new AuditEntry(
                        row.getLong("seq"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("kind"),
                        row.getString("pseudonym"),
                        row.getString("actor"),
                        row.getBytes("ciphertext"),
                        row.getString("previous"),
                        row.getString("hash")))
                .stream();
    }

    private static Verdict atHead(AuditLog.Head head, Walk walk) {
        if (head.seq() != walk.seq || !head.hash().equals(walk.hash)) {
            return new Verdict.Broken(walk.seq + 1, "removed: the chain ends before its head");
        }
        return new Verdict.Intact(walk.seq);
    }

    private static final class Walk {
        private final byte[] key;
        private long seq;
        private String hash = "0".repeat(64);

        Walk(byte[] key) {
            this.key = key;
        }

        Optional<Verdict> step(AuditEntry entry) {
            if (entry.seq() != seq + 1) {
                return Optional.of(new Verdict.Broken(seq + 1, "removed"));
            }
            if (!entry.previous().equals(hash) || !entry.isIntact(key)) {
                return Optional.of(new Verdict.Broken(entry.seq(), "changed"));
            }
            seq = entry.seq();
            hash = entry.hash();
            return Optional.empty();
        }
    }
}
