-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 9: decisions that were taken together, and digests that corrections of mentions leave alone.
--
-- The id of the first decision that was taken with it. The reader's; filled in for the decisions there are by
-- their times, which tell it for those of older programs. decision.digest is of it too.
ALTER TABLE decision ADD COLUMN batch TEXT;

-- record.digest is of the document as it is read with the mentions that were found in it: of documents that
-- stand in undecided it is made anew when an archive gets this version.
