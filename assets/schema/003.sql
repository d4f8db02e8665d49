-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 3: how mentions stand to each other, and languages by an index.

-- A byte for each of the packed mentions, as src/store/near.h says. Derived: filled in for the
-- documents there are when an archive gets this version.
ALTER TABLE mention ADD COLUMN steps BLOB NOT NULL DEFAULT x'';

CREATE INDEX record_by_lang ON record (lang COLLATE NOCASE) WHERE lang IS NOT NULL;
