-- One store behind chart app and CDS Hooks service. H2 (MODE=PostgreSQL) and PostgreSQL run the same file.
-- "pseudonym" is a keyed hash of issuer and patient; every "envelope" is AES-256-GCM under that patient's key.

CREATE TABLE patient_key (
    pseudonym   CHAR(64) PRIMARY KEY,
    wrapped_key BYTEA NOT NULL,
    created_at  TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE TABLE assessment (
    id          UUID PRIMARY KEY,
    pseudonym   CHAR(64) NOT NULL,
    moment      VARCHAR(20) NOT NULL,
    as_of       DATE NOT NULL,
    model_hash  VARCHAR(64),
    rules_hash  VARCHAR(64) NOT NULL,
    envelope    BYTEA NOT NULL,
    created_at  TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX assessment_patient ON assessment (pseudonym, created_at);

CREATE TABLE card (
    uuid           UUID PRIMARY KEY,
    assessment_id  UUID NOT NULL REFERENCES assessment (id),
    matter         CHAR(64) NOT NULL,
    pseudonym      CHAR(64) NOT NULL,
    issuer         VARCHAR(300) NOT NULL,
    channel        VARCHAR(10) NOT NULL,
    hook_instance  VARCHAR(64),
    actor          CHAR(64) NOT NULL,
    source_id      VARCHAR(120) NOT NULL,
    source_version VARCHAR(60) NOT NULL,
    severity       VARCHAR(10) NOT NULL,
    stage          VARCHAR(12) NOT NULL,
    outcome        VARCHAR(12) NOT NULL, -- SHOWN, SILENT, DECIDED, SNOOZED
    issued_at      TIMESTAMP WITH TIME ZONE NOT NULL,
    envelope       BYTEA NOT NULL
);
CREATE INDEX card_matter ON card (pseudonym, matter);

CREATE TABLE card_suggestion (
    uuid       UUID PRIMARY KEY,
    card_uuid  UUID NOT NULL REFERENCES card (uuid),
    suggestion VARCHAR(120) NOT NULL
);

CREATE TABLE decision (
    id            UUID PRIMARY KEY,
    idempotency   CHAR(64) NOT NULL UNIQUE,
    card_uuid     UUID NOT NULL REFERENCES card (uuid),
    matter        CHAR(64) NOT NULL,
    pseudonym     CHAR(64) NOT NULL,
    kind          VARCHAR(12) NOT NULL, -- ACCEPTED, OVERRIDDEN, SNOOZED, CONTESTED
    suggestion    VARCHAR(120),
    reason_code   VARCHAR(60),
    snoozed_until DATE,
    channel       VARCHAR(10) NOT NULL,
    actor         CHAR(64) NOT NULL,
    decided_at    TIMESTAMP WITH TIME ZONE NOT NULL,
    envelope      BYTEA NOT NULL
);
CREATE INDEX decision_matter ON decision (pseudonym, matter, decided_at);

CREATE TABLE pending_write (
    decision_id UUID PRIMARY KEY REFERENCES decision (id),
    pseudonym   CHAR(64) NOT NULL,
    actor       CHAR(64) NOT NULL,
    state       VARCHAR(12) NOT NULL, -- WAITING, WRITTEN, REFUSED, UNKNOWN
    attempts    INT NOT NULL,
    envelope    BYTEA NOT NULL,
    updated_at  TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX pending_write_actor ON pending_write (actor, pseudonym, state);

CREATE TABLE release_stage (
    source_kind VARCHAR(10) NOT NULL, -- RULE, MODEL
    source_id   VARCHAR(120) NOT NULL,
    version     VARCHAR(60) NOT NULL,
    stage       VARCHAR(12) NOT NULL, -- SILENT, PILOT, GENERAL, SUSPENDED, RETIRED
    since       TIMESTAMP WITH TIME ZONE NOT NULL,
    changed_by  VARCHAR(120) NOT NULL,
    PRIMARY KEY (source_kind, source_id, version)
);

CREATE TABLE pending_launch (
    launch_key VARCHAR(120) PRIMARY KEY,
    envelope   BYTEA NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX pending_launch_expiry ON pending_launch (expires_at);

CREATE TABLE used_jti (
    issuer     VARCHAR(300) NOT NULL,
    jti_hash   CHAR(64) NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (issuer, jti_hash)
);

CREATE TABLE audit_entry (
    seq        BIGINT PRIMARY KEY,
    at         TIMESTAMP WITH TIME ZONE NOT NULL,
    kind       VARCHAR(40) NOT NULL,
    pseudonym  CHAR(64),
    actor      CHAR(64),
    ciphertext BYTEA NOT NULL,
    previous   CHAR(64) NOT NULL,
    hash       CHAR(64) NOT NULL
);

-- One row, locked while an entry is appended: the chain has one end on every node.
CREATE TABLE audit_head (
    id   INT PRIMARY KEY,
    seq  BIGINT NOT NULL,
    hash CHAR(64) NOT NULL
);
INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
