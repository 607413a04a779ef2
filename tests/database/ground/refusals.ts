/** Many values through one statement, as somebody, in one round trip; nothing of it stays. */
import type { Database } from "../../../local/supabase/database/database.ts";
import type { Actor } from "../actor.ts";
import { become } from "../actor.ts";

/** SQLSTATE, code and named field with which a value was refused; undefined when it went through. */
export type Refused = readonly [sqlstate: string, code: string, field: string | undefined];

const tried = `
  create function pg_temp.tried(statement text, written jsonb, out state text, out code text, out detail text)
  returns setof record language plpgsql as $$
  declare
    value text;
  begin
    for value in select jsonb_array_elements_text(written) loop
      begin
        execute statement using value;
        raise exception using errcode = 'ZZ000';
      exception when others then
        get stacked diagnostics state = returned_sqlstate, code = pg_exception_hint, detail = pg_exception_detail;
      end;
      return next;
    end loop;
  end
  $$`;

/** Runs `statement` as `by` with each of `values` as its $1, and undoes what it did. */
export function refusals(
  database: Database,
  by: Actor,
  statement: string,
  values: readonly string[],
): Promise<(Refused | undefined)[]> {
  const undo = new Error("undo");
  let refused: (Refused | undefined)[] = [];
  return database.transaction(async (tx) => {
    await tx.exec(tried);
    await tx.exec("grant execute on function pg_temp.tried(text, jsonb) to public");
    await become(tx, by);
    const rows = await tx.query<{ state: string; code: string; detail: string }>(
      "select * from pg_temp.tried($1, $2::text::jsonb)",
      [statement, JSON.stringify(values)],
    );
    refused = rows.map(({ state, code, detail }) =>
      state === "ZZ000" ? undefined : [state, code, fieldOf(detail)] as const
    );
    throw undo;
  }).catch((error) => {
    if (error !== undo) throw error;
    return refused;
  });
}

function fieldOf(detail: string): string | undefined {
  try {
    return (JSON.parse(detail) as { field?: string }).field;
  } catch {
    return undefined;
  }
}
