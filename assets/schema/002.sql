-- SPDX-License-Identifier: GPL-3.0-or-later
-- The archive, version 2: what the reader makes herself.
--
-- The reader's: mark, tag, tagging, note, saved, dossier, cited, place. Derived, and made again where
-- a document is written: document.starred and .noted (from mark and note), labelled (from tagging),
-- document.ambiguous (from reading), tally.ambiguous.
--
-- A passage stands where it was made: its hash is that of the version it was made in, whichever
-- version of the document is held now.

ALTER TABLE mark ADD COLUMN starred INTEGER NOT NULL DEFAULT 0;

ALTER TABLE document ADD COLUMN starred INTEGER NOT NULL DEFAULT 0;
ALTER TABLE document ADD COLUMN noted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE document ADD COLUMN ambiguous INTEGER NOT NULL DEFAULT 0;   -- its date has two readings
CREATE INDEX document_unread ON document (key) WHERE read = 0;
CREATE INDEX document_starred ON document (key) WHERE starred = 1;
CREATE INDEX document_noted ON document (key) WHERE noted = 1;
CREATE INDEX document_ambiguous ON document (key) WHERE ambiguous = 1;

UPDATE document SET ambiguous = 1
WHERE key IN (SELECT key FROM reading GROUP BY key HAVING count(*) > 1);

ALTER TABLE tally ADD COLUMN ambiguous INTEGER NOT NULL DEFAULT 0;
UPDATE tally SET ambiguous = (
    SELECT count(*) FROM document d WHERE d.ambiguous = 1 AND d.source = tally.source AND CASE tally.month
        WHEN -1 THEN d.key >= 1048576
        WHEN 0 THEN d.key < 1048576
        ELSE d.key >= 1048576 AND tally.month = strftime('%Y', (d.key >> 20) + 1721424.5) * 12
            + strftime('%m', (d.key >> 20) + 1721424.5) - 1
    END);

-- From a version to those it replaced.
CREATE INDEX former_by_successor ON former (successor);
CREATE INDEX record_by_replaced ON record (replaces) WHERE replaces IS NOT NULL;

CREATE TABLE tag (
    id INTEGER PRIMARY KEY,
    fold TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
);
CREATE TABLE tagging (
    sha256 BLOB NOT NULL,
    tag INTEGER NOT NULL REFERENCES tag,
    PRIMARY KEY (sha256, tag)
) WITHOUT ROWID;
CREATE INDEX tagging_by_tag ON tagging (tag);
CREATE TABLE labelled (
    tag INTEGER NOT NULL REFERENCES tag,
    key INTEGER NOT NULL REFERENCES document,
    PRIMARY KEY (tag, key)
) WITHOUT ROWID;
CREATE INDEX labelled_by_document ON labelled (key);

-- "start" and "end" are bytes of the field (0: the title, 1: the body), both 0 for a document as a
-- whole; a digest is a hash of all that stands in the row.
CREATE TABLE note (
    id TEXT PRIMARY KEY,
    sha256 BLOB NOT NULL,
    field INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    time INTEGER NOT NULL,
    digest BLOB NOT NULL,
    text TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX note_by_document ON note (sha256);

CREATE TABLE saved (
    name TEXT PRIMARY KEY,
    query TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE dossier (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);
CREATE TABLE cited (
    id TEXT PRIMARY KEY,
    dossier INTEGER NOT NULL REFERENCES dossier,
    rank INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    field INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    time INTEGER NOT NULL,
    digest BLOB NOT NULL,
    comment TEXT
) WITHOUT ROWID;
CREATE INDEX cited_by_dossier ON cited (dossier, rank, id);

CREATE TABLE place (
    letter TEXT PRIMARY KEY,
    sha256 BLOB NOT NULL,
    field INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL
) WITHOUT ROWID;
