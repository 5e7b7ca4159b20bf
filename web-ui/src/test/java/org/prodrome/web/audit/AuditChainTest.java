package org.prodrome.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.web.TestStore;
import org.prodrome.web.audit.AuditVerifier.Verdict;
import org.prodrome.web.store.MasterKey;
import org.prodrome.web.store.TestVaults;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

class AuditChainTest {
    @TempDir
    Path folder;

    private JdbcClient jdbc;
    private AuditLog log;
    private AuditVerifier verifier;
    private TransactionTemplate transaction;

    @BeforeEach
    void fiveEntries() {
        DataSource source = TestStore.fresh();
        jdbc = TestStore.client(source);
        transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        MasterKey master = MasterKey.readOrCreate(TestStore.keyFile(folder));
        log = new AuditLog(jdbc, TestVaults.of(source, master), new JsonMapper(), TestStore.clock(), master);
        verifier = new AuditVerifier(jdbc, master);
        for (int i = 0; i < 5; i++) {
            append(i);
        }
    }

    private void append(int i) {
        transaction.executeWithoutResult(
                status -> log.append(AuditKind.SITE_STARTED, null, null, Map.of("n", Integer.toString(i))));
    }

    @Test
    void anUntouchedChainIsIntact() {
        assertThat(verifier.verify()).isEqualTo(new Verdict.Intact(5));
    }

    @Test
    void namesAChangedRow() {
        jdbc.sql("UPDATE audit_entry SET kind = 'DECISION' WHERE seq = 3").update();

        assertThat(verifier.verify()).isEqualTo(new Verdict.Broken(3, "changed"));
    }

    @Test
    void namesARemovedRow() {
        jdbc.sql("DELETE FROM audit_entry WHERE seq = 2").update();

        assertThat(verifier.verify()).isEqualTo(new Verdict.Broken(2, "removed"));
    }

    @Test
    void noticesThatTheEndWasCutOff() {
        jdbc.sql("DELETE FROM audit_entry WHERE seq = 5").update();

        assertThat(verifier.verify()).isInstanceOf(Verdict.Broken.class);
    }

    @Test
    void staysWholeWhenManyAppendAtOnce() throws Exception {
        Thread[] threads = new Thread[8];
        for (int i = 0; i < threads.length; i++) {
            int n = i;
            threads[i] = Thread.ofVirtual().start(() -> append(n));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(verifier.verify()).isEqualTo(new Verdict.Intact(13));
    }
}
