-- SPDX-License-Identifier: GPL-3.0-or-later
-- The archive, version 4: the reader's decisions, and what they were made upon.
--
-- The reader's, and only added to: decision (but for .active). From files and annotation: undecided,
-- undecided_list. Derived: decision.active, decided, and what document, record, via, reading and
-- mention hold of the documents that stand in undecided.

-- The log, in the order of time, then id (dateline/decision.h). What a kind does not need is NULL.
CREATE TABLE decision (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    time INTEGER NOT NULL,                  -- milliseconds since 1970 in UTC
    kind INTEGER NOT NULL,
    active INTEGER NOT NULL,                -- no active decision revokes it
    sha256 BLOB,                            -- of the document; NULL: it goes everywhere
    reach INTEGER NOT NULL,
    spelling TEXT,
    entity TEXT,
    to_id TEXT,
    to_name TEXT,
    to_kind INTEGER NOT NULL,
    fact INTEGER NOT NULL,
    source TEXT,
    value TEXT,
    field INTEGER NOT NULL,                 -- a passage: from here to suffix
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote TEXT,
    prefix TEXT,
    suffix TEXT,
    revokes TEXT,
    digest BLOB NOT NULL                    -- hash of all but number and active
);
CREATE INDEX decision_by_time ON decision (time, id);
CREATE INDEX decision_by_document ON decision (sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX decision_by_entity ON decision (entity) WHERE sha256 IS NULL AND entity IS NOT NULL;
CREATE INDEX decision_by_source ON decision (source) WHERE source IS NOT NULL;
CREATE INDEX decision_by_revoked ON decision (revokes) WHERE revokes IS NOT NULL;

-- A document that decisions concern, as import and annotation gave it.
CREATE TABLE undecided (
    key INTEGER PRIMARY KEY REFERENCES document,
    home INTEGER NOT NULL,                  -- the key it would have
    facts INTEGER NOT NULL,                 -- bits of the facts that are set
    day INTEGER NOT NULL,
    minute INTEGER NOT NULL,
    precision INTEGER NOT NULL,
    how INTEGER NOT NULL,
    evidence TEXT,
    source TEXT,
    country TEXT,
    publisher TEXT,
    title TEXT,
    author TEXT,
    place TEXT,
    lead INTEGER NOT NULL,
    body TEXT,                              -- NULL: as it is in record
    annotated TEXT,                         -- the title that the mentions in the title are of
    list BLOB NOT NULL,                     -- the mentions that were found, packed
    digest BLOB NOT NULL                    -- hash of the document and these mentions
);

-- Its lists: agencies it was taken from (kind 0), readings of its date (1).
CREATE TABLE undecided_list (
    key INTEGER NOT NULL REFERENCES undecided,
    kind INTEGER NOT NULL,
    place INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (key, kind, place)
) WITHOUT ROWID;

-- Which decisions had something to say of it.
CREATE TABLE decided (
    decision INTEGER NOT NULL REFERENCES decision,
    key INTEGER NOT NULL REFERENCES undecided,
    PRIMARY KEY (decision, key)
) WITHOUT ROWID;
CREATE INDEX decided_by_document ON decided (key);
