-- Which sign-in provider vouched for the author of a change: one person has another pseudonym at another provider, so four
-- eyes can be told to be two people's only under one. Null of changes made before this was kept.

ALTER TABLE rule_change ADD COLUMN proposer_provider CHAR(64);
