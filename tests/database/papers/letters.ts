/** Calling functions that take many arguments, and a letterhead to write on. */
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, as } from "../actor.ts";

/** Calls a function of the API by the names of its arguments; returns its row. JSON is given as it is. */
export async function callFor<Row>(
  database: Database,
  by: Actor,
  name: string,
  given: Readonly<Record<string, unknown>>,
): Promise<Row> {
  const keys = Object.keys(given);
  const isJson = (value: unknown) => value !== null && typeof value === "object";
  const [row] = await as<{ row: Row }>(
    database,
    by,
    `select to_jsonb(made) as row from ${name}(${
      keys.map((key, n) => `${key} => $${n + 1}${isJson(given[key]) ? "::text::jsonb" : ""}`).join(
        ", ",
      )
    }) as made`,
    keys.map((key) => isJson(given[key]) ? JSON.stringify(given[key]) : given[key]),
  );
  if (row === undefined) throw new Error(`Expected a row from ${name}`);
  return row.row;
}

/** Sets the letterhead of an organization. */
export const setLetterhead = (
  database: Database,
  by: Actor,
  org: string,
  given: Readonly<Record<string, unknown>> = {},
) =>
  callFor<{ id: string }>(database, by, "set_letterhead", {
    org_id: org,
    signatory_name: "Folake Adéyẹmí",
    signatory_title: "Managing Director",
    ...given,
  });
