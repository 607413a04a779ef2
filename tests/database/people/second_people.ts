/** What tests of the second person do again and again. */
import type { Database } from "../../../local/supabase/database/database.ts";

/** Has whoever left, or was sent away, be gone for as long as they count as a second person. */
export const longGone = (database: Database) =>
  database.query(
    `update private.former_permissions as former set lost_at = now() - rule.counts_for
     from private.second_person_rules as rule where rule.permission = former.permission and $1`,
    [true],
  );
