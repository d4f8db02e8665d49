-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 6: groups of copies, and documents that were forgotten.
--
-- Derived, and made again where a document is written: copy, band. Filled in for the documents there are
-- when an archive gets this version. The reader's: forgotten.

-- Documents that are copies, each with the head of its group (src/store/group.h).
CREATE TABLE copy (
    key INTEGER PRIMARY KEY REFERENCES document,
    head INTEGER NOT NULL REFERENCES document
);
CREATE INDEX copy_by_head ON copy (head, key);

-- The bands of the sketches of all that are no copies (include/dateline/sketch.h).
CREATE TABLE band (
    hash INTEGER NOT NULL,
    key INTEGER NOT NULL REFERENCES document,
    PRIMARY KEY (hash, key)
) WITHOUT ROWID;

-- Hashes of documents, and of the versions they replaced, that the reader has taken out of the archive:
-- what she set on them may still be there.
CREATE TABLE forgotten (
    sha256 BLOB PRIMARY KEY
) WITHOUT ROWID;
