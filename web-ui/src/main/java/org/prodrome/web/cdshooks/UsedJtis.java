package org.prodrome.web.cdshooks;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.prodrome.web.store.PatientVault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Remembers each {@code jti} until its token has expired, for all nodes. */
@Component
class UsedJtis {
    private final JdbcClient jdbc;
    private final PatientVault vault;
    private final Clock clock;

    UsedJtis(JdbcClient jdbc, PatientVault vault, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.clock = clock;
    }

    /** Whether this was the first use. */
    boolean markUsed(String issuer, String jti, Instant expiry) {
        return jdbc.sql("INSERT INTO used_jti (issuer, jti_hash, expires_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                        .params(issuer, vault.blind("jti", jti), expiry.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    @Scheduled(fixedDelayString = "PT5M")
    void forgetExpired() {
        jdbc.sql("DELETE FROM used_jti WHERE expires_at < ?")
                .param(OffsetDateTime.now(clock))
                .update();
    }
}
