-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 11: how sure the mentions of an entity are, and of what forms and kinds a document has any.
--
-- Derived, of the mentions, and filled in for the documents there are when an archive gets this version.
-- named.levels: a byte of confidence and a count for each that occurs (src/store/sqlite/levels.c);
-- document.bears: a bit for each form, and from bit 16 on for each kind.
ALTER TABLE named ADD COLUMN levels BLOB NOT NULL DEFAULT x'';
ALTER TABLE document ADD COLUMN bears INTEGER NOT NULL DEFAULT 0;
