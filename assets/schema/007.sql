-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 7: what the names of each document were found by.
--
-- Versions of the annotator, as include/dateline/annotate.h tells them; number 0: names were not looked
-- for, or by a program that did not say.
CREATE TABLE annotator (
    id INTEGER PRIMARY KEY,
    version TEXT NOT NULL UNIQUE,
    documents INTEGER NOT NULL DEFAULT 0    -- derived: those whose names it found
);
INSERT INTO annotator (id, version, documents) VALUES (0, '', (SELECT count(*) FROM document));

ALTER TABLE document ADD COLUMN annotator INTEGER NOT NULL DEFAULT 0;
