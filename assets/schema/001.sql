-- SPDX-License-Identifier: GPL-3.0-or-later
-- The archive, version 1. Run in one transaction on an empty file; later versions are files beside
-- this one and build upon it. A key sorts by date: see dateline/store.h.
--
-- What is the reader's or was read from files: source, document, record, via, reading, origin,
-- former, entity, mention, mark. What is derived from that and can be made again: document.heading
-- and document.read, source.documents, carried, words, named, alias, tally, the counts of entity.

-- Names under which documents came: sources, publishers, agencies. Number 0 stands for "not known";
-- its fold is a blob, which sorts after every text.
CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    fold NOT NULL,
    name TEXT NOT NULL,
    country TEXT,
    documents INTEGER NOT NULL DEFAULT 0,   -- that bear the name as source, publisher or via
    UNIQUE (fold, name)
);
INSERT INTO source (id, fold, name) VALUES (0, x'', '');

-- What lists and counts read of a document: narrow, so that many fit on a page.
CREATE TABLE document (
    key INTEGER PRIMARY KEY,
    sha256 BLOB NOT NULL UNIQUE,
    source INTEGER NOT NULL REFERENCES source,
    minute INTEGER NOT NULL,
    precision INTEGER NOT NULL,
    how INTEGER NOT NULL,
    read INTEGER NOT NULL,
    titled INTEGER NOT NULL,
    heading TEXT NOT NULL
);
CREATE INDEX document_by_source ON document (source, key);
CREATE INDEX document_inferred ON document (key) WHERE how = 2;

-- The rest of it.
CREATE TABLE record (
    key INTEGER PRIMARY KEY REFERENCES document,
    title TEXT,
    lead INTEGER NOT NULL,
    publisher INTEGER NOT NULL REFERENCES source,
    country TEXT,
    captured_day INTEGER NOT NULL,
    captured_minute INTEGER NOT NULL,
    captured_precision INTEGER NOT NULL,
    captured_how INTEGER NOT NULL,
    evidence TEXT,
    place TEXT,
    author TEXT,
    lang TEXT,
    link TEXT,
    replaces BLOB,                          -- hash of the version before
    digest BLOB NOT NULL,                   -- hash of all that is stored of the document
    body TEXT NOT NULL                      -- last: a long one does not stand in the way
);

CREATE TABLE via (
    key INTEGER NOT NULL REFERENCES document,
    place INTEGER NOT NULL,
    source INTEGER NOT NULL REFERENCES source,
    PRIMARY KEY (key, place)
) WITHOUT ROWID;

CREATE TABLE reading (
    key INTEGER NOT NULL REFERENCES document,
    place INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (key, place)
) WITHOUT ROWID;

CREATE TABLE origin (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    key INTEGER NOT NULL REFERENCES document
);
CREATE INDEX origin_by_document ON origin (key);

-- Versions that a newer one has replaced.
CREATE TABLE former (
    sha256 BLOB PRIMARY KEY,
    successor BLOB NOT NULL,
    digest BLOB NOT NULL,                   -- hash of what follows
    title TEXT,
    body TEXT NOT NULL
);

-- What the reader set, by the document's hash.
CREATE TABLE mark (
    sha256 BLOB PRIMARY KEY,
    read INTEGER NOT NULL
) WITHOUT ROWID;

-- Which documents a name carries, in whatever role.
CREATE TABLE carried (
    source INTEGER NOT NULL REFERENCES source,
    key INTEGER NOT NULL REFERENCES document,
    PRIMARY KEY (source, key)
) WITHOUT ROWID;

CREATE TABLE entity (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind INTEGER NOT NULL,
    name TEXT NOT NULL,
    fold TEXT NOT NULL,
    mentions INTEGER NOT NULL DEFAULT 0,
    documents INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX entity_by_fold ON entity (fold);
CREATE INDEX entity_by_id ON entity (id COLLATE NOCASE);

-- Folded spellings under which an entity is mentioned, and how often.
CREATE TABLE alias (
    fold TEXT NOT NULL,
    entity INTEGER NOT NULL REFERENCES entity,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (fold, entity)
) WITHOUT ROWID;

-- The mentions of each document, packed as src/store/sqlite/packing.h says: a row a mention would
-- take four times the room.
CREATE TABLE mention (
    key INTEGER PRIMARY KEY REFERENCES document,
    list BLOB NOT NULL
);

-- Which documents mention an entity, and how often: what filters, concordances and counts go by.
CREATE TABLE named (
    entity INTEGER NOT NULL REFERENCES entity,
    key INTEGER NOT NULL REFERENCES document,
    hits INTEGER NOT NULL,
    PRIMARY KEY (entity, key)
) WITHOUT ROWID;

-- Documents held by month (year * 12 + month - 1; 0: undated; -1: all that are dated) and imprint.
CREATE TABLE tally (
    month INTEGER NOT NULL,
    source INTEGER NOT NULL REFERENCES source,
    documents INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    inferred INTEGER NOT NULL,
    PRIMARY KEY (source, month)
) WITHOUT ROWID;

-- The words of titles and bodies, by the program's own tokenizer. Its rows are written by the
-- program, for triggers could not under a schema that is not trusted.
CREATE VIRTUAL TABLE words USING fts5 (
    title, body, content = 'record', content_rowid = 'key', tokenize = 'dateline'
);
INSERT INTO words (words, rank) VALUES ('hashsize', 67108864);
INSERT INTO words (words, rank) VALUES ('pgsz', 16000);
