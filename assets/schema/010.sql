-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 10: persons whom no list has, by the keys of their names (include/dateline/namekey.h).
--
-- Derived, of what annotation finds; what documents hold already gets there as names are found in them anew.
CREATE TABLE person_key (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,    -- of a person, as annotation gives it
    key TEXT NOT NULL,
    country TEXT,               -- that a text says with her title, the first that does
    person TEXT NOT NULL        -- the id that she has in the archive: that of the first of this key, or her own
);
CREATE INDEX person_key_by_key ON person_key (key);
