-- Several rules, or a rule and the model, may speak of one matter and make one card: what each of them had to say is a row here,
-- so that a decision on the card counts for each of them, and each rule version can be counted.
CREATE TABLE card_part (
    card_uuid      UUID NOT NULL REFERENCES card (uuid),
    matter         CHAR(64) NOT NULL,
    source_id      VARCHAR(120) NOT NULL, -- rule id, model/outcome or not-evaluated
    source_version VARCHAR(60) NOT NULL,
    severity       VARCHAR(10) NOT NULL,
    evaluated      BOOLEAN NOT NULL, -- false: the rule could not be evaluated
    PRIMARY KEY (card_uuid, source_id, matter)
);
INSERT INTO card_part (card_uuid, matter, source_id, source_version, severity, evaluated)
    SELECT uuid, matter, source_id, source_version, severity, source_id <> 'not-evaluated' FROM card;
CREATE INDEX card_part_source ON card_part (source_id, source_version);

-- The encounter a card was shown in, as a keyed hash; null where none was open. An override holds for it.
ALTER TABLE card ADD COLUMN episode CHAR(64);

-- card.outcome may also be EPISODE, BUDGET, ROLE, UNIT or SERVICE.
CREATE INDEX card_actor ON card (actor, issued_at);
CREATE INDEX card_issued ON card (issued_at);
CREATE INDEX decision_card ON decision (card_uuid);
