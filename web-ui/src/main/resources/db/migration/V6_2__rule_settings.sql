-- What a site set for a version of a rule, and every change of it with who asked for it and who released it.
-- The stage itself stays in release_stage; people are pseudonyms, keyed hashes of issuer and subject.

CREATE TABLE rule_setting (
    rule_id    VARCHAR(120) NOT NULL,
    version    VARCHAR(60) NOT NULL,
    severity   VARCHAR(10),           -- null where it is the pack's
    parameters VARCHAR(4000) NOT NULL, -- JSON: name to number as text, only those that differ from the pack's
    revision   INT NOT NULL,           -- one more with each change that took effect
    since      TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (rule_id, version)
);

CREATE TABLE rule_change (
    id              UUID PRIMARY KEY,
    rule_id         VARCHAR(120) NOT NULL,
    version         VARCHAR(60) NOT NULL,
    kind            VARCHAR(10) NOT NULL, -- CHANGE: by two people; STOP: at once, by one
    status          VARCHAR(12) NOT NULL, -- PROPOSED, RELEASED, REFUSED, WITHDRAWN; of a STOP UNCONFIRMED, CONFIRMED
    base_revision   INT NOT NULL,
    old_settings    VARCHAR(4000) NOT NULL, -- JSON: state, severity, parameters
    new_settings    VARCHAR(4000) NOT NULL,
    reason          VARCHAR(1000) NOT NULL,
    proposed_by     CHAR(64) NOT NULL,
    proposed_at     TIMESTAMP WITH TIME ZONE NOT NULL,
    decided_by      CHAR(64),
    decided_at      TIMESTAMP WITH TIME ZONE,
    decision_reason VARCHAR(1000)
);
CREATE INDEX rule_change_rule ON rule_change (rule_id, proposed_at);
