-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 5: the instant a document was published, in seconds since 1970 in UTC, where its date states a
-- time with a zone; 0: it is not known. From files. Documents that an archive holds already get it when
-- they are imported anew.
ALTER TABLE record ADD COLUMN published_utc INTEGER NOT NULL DEFAULT 0;
