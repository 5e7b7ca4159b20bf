-- A change and a setting are of one content of a rule, by its hash: changed under the same version, it is another, which
-- nobody here has seen. Which content was meant before is not known, so none inherits it.
-- Which sign-in provider vouched for an author: one person has another pseudonym at another provider, so four eyes can be
-- told to be two people's only under one. Null of changes made before this was kept.

ALTER TABLE rule_change ADD COLUMN proposer_provider CHAR(64);
ALTER TABLE rule_change ADD COLUMN rule_hash VARCHAR(64);

CREATE TABLE rule_setting_of_content (
    rule_id    VARCHAR(120) NOT NULL,
    version    VARCHAR(60) NOT NULL,
    hash       VARCHAR(64) NOT NULL,  -- of the rule's files and all they include; empty for one of before
    severity   VARCHAR(10),           -- null where it is the pack's
    parameters VARCHAR(4000) NOT NULL, -- JSON: name to number as text, only those that differ from the pack's
    revision   INT NOT NULL,           -- one more with each change that took effect
    since      TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (rule_id, version, hash)
);
INSERT INTO rule_setting_of_content (rule_id, version, hash, severity, parameters, revision, since)
    SELECT rule_id, version, '', severity, parameters, revision, since FROM rule_setting;
DROP TABLE rule_setting;
ALTER TABLE rule_setting_of_content RENAME TO rule_setting;
