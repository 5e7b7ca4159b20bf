package org.prodrome.web.governance;

import java.util.Map;
import org.prodrome.web.audit.AuditKind;
import org.prodrome.web.audit.AuditLog;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What was changed, from what to what, by whom and why. */
@Component
class RuleChangeAudit {
    private final AuditLog log;
    private final RuleSettingsJson json;

    RuleChangeAudit(AuditLog log, JsonMapper json) {
        this.log = log;
        this.json = new RuleSettingsJson(json);
    }

    void of(AuditKind kind, Staff by, RuleChange change, String reason) {
        log.append(
                kind,
                null,
                by.pseudonym(),
                Map.of(
                        "change", change.id().toString(),
                        "rule", change.ruleId(),
                        "version", change.version(),
                        "from", json.write(change.from()),
                        "to", json.write(change.to()),
                        "reason", reason));
    }
}
