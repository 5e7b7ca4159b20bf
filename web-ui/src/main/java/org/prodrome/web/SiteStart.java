package org.prodrome.web;

import java.util.Map;
import org.prodrome.web.audit.AuditKind;
import org.prodrome.web.audit.AuditLog;
import org.prodrome.web.audit.AuditVerifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** At each start the audit chain is walked once, and the start itself becomes its next entry. */
@Component
class SiteStart {
    private static final Logger LOG = LoggerFactory.getLogger(SiteStart.class);
    private final AuditVerifier verifier;
    private final AuditLog log;

    SiteStart(AuditVerifier verifier, AuditLog log) {
        this.verifier = verifier;
        this.log = log;
    }

    @EventListener(ApplicationReadyEvent.class)
    void started() {
        String chain = switch (verifier.verify()) {
            case AuditVerifier.Verdict.Intact intact -> "intact, " + intact.entries() + " entries";
            case AuditVerifier.Verdict.Broken broken -> "broken at " + broken.seq() + ": " + broken.what();
        };
        if (chain.startsWith("broken")) {
            LOG.error("The audit chain is {}", chain);
        }
        log.append(AuditKind.SITE_STARTED, null, null, Map.of("chain", chain));
    }
}
