-- A release is that of one package, by the SHA-256 of its manifest: retrained under the same name and version, it is another.
-- Which package was meant before is not known, so none inherits it: each enters anew at its first stage.
CREATE TABLE release_of_source (
    source_kind VARCHAR(10) NOT NULL, -- RULE, MODEL
    source_id   VARCHAR(120) NOT NULL,
    version     VARCHAR(60) NOT NULL,
    hash        VARCHAR(64) NOT NULL, -- of a model's manifest; empty for a rule
    stage       VARCHAR(12) NOT NULL, -- SILENT, PILOT, GENERAL, SUSPENDED, RETIRED
    since       TIMESTAMP WITH TIME ZONE NOT NULL,
    changed_by  VARCHAR(120) NOT NULL,
    PRIMARY KEY (source_kind, source_id, version, hash)
);
INSERT INTO release_of_source (source_kind, source_id, version, hash, stage, since, changed_by)
    SELECT source_kind, source_id, version, CASE WHEN source_kind = 'MODEL' THEN 'unknown' ELSE '' END, stage, since, changed_by
    FROM release_stage;
DROP TABLE release_stage;
ALTER TABLE release_of_source RENAME TO release_stage;
