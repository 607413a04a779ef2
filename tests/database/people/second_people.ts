/** What tests of the second person do again and again. */
import type { Database } from "../../../local/supabase/database/database.ts";

/** Has whoever left, or was sent away, be gone for as long as they count as a second person. */
export const longGone = (database: Database) =>
  database.query(
    `update private.former_permissions as former set lost_at = now() - rule.counts_for
     from private.second_person_rules as rule where rule.permission = former.permission and $1`,
    [true],
  );

/** Has whoever came be there for as long as it takes to count as a second person. */
export const longHere = (database: Database) =>
  database.query(
    `update private.new_permissions as gained set gained_at = now() - rule.counts_after
     from private.second_person_rules as rule where rule.permission = gained.permission and $1`,
    [true],
  );
