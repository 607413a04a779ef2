/** Functions of schema service, called as a worker calls them, straight in the database. */
import type { Database } from "../../local/supabase/database/database.ts";
import type { ServiceDatabase } from "../../supabase/functions/_shared/service_database.ts";
import { as } from "./actor.ts";

/** What a worker calls: it answers as the API does, a value or rows. */
export function serviceOf(database: Database): ServiceDatabase {
  const known = new Map<string, Promise<Map<string, string>>>();
  const typesOf = (name: string) => {
    const found = known.get(name) ??
      database.query<{ argument: string; type: string }>(
        `select argument, format_type(type, null) as type from pg_proc as p,
         unnest(p.proargnames[1:p.pronargs], p.proargtypes::oid[]) as given (argument, type)
       where p.pronamespace = 'service'::regnamespace and p.proname = $1`,
        [name],
      ).then((rows) => new Map(rows.map(({ argument, type }) => [argument, type])));
    known.set(name, found);
    return found;
  };
  return {
    async call<Result>(
      name: string,
      parameters: Readonly<Record<string, unknown>>,
    ) {
      const types = await typesOf(name);
      const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
      const isJson = (key: string) => types.get(key) === "jsonb";
      const list = given.map(([key, value], n) => {
        const first = isJson(key) ? "::text" : Array.isArray(value) ? "::text[]" : "";
        return `${key} => $${n + 1}${first}::${types.get(key)}`;
      });
      const rows = await as<Record<string, unknown>>(
        database,
        "service",
        `select * from service.${name}(${list.join(", ")})`,
        given.map(([key, value]) => isJson(key) && value !== null ? JSON.stringify(value) : value),
      );
      return (rows.length === 1 && name in rows[0]! ? rows[0]![name] : rows) as Result;
    },
  };
}
