-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 8: how often an entity is named, by month (as in tally) and imprint.
--
-- Derived, of named and document; only of entities that many documents name (src/store/sqlite/timeline.c).
-- Filled in for the documents there are when an archive gets this version.
CREATE TABLE timeline (
    entity INTEGER NOT NULL REFERENCES entity,
    month INTEGER NOT NULL,
    source INTEGER NOT NULL REFERENCES source,
    documents INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (entity, month, source)
) WITHOUT ROWID;
