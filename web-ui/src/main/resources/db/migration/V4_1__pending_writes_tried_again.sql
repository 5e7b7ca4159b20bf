-- Drafts that wait are tried again: when, and whether an earlier try may have reached the EHR without our knowing.
ALTER TABLE pending_write ADD COLUMN next_try_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE pending_write ADD COLUMN tried BOOLEAN DEFAULT FALSE NOT NULL;
UPDATE pending_write SET next_try_at = updated_at, tried = (state = 'SENDING');
CREATE INDEX pending_write_due ON pending_write (state, next_try_at);
