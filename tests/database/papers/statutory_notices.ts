/** Statutory notices as tests ask for them, issue them, serve them and let them grow old. */
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, as } from "../actor.ts";
import { callFor } from "./letters.ts";

export interface Judged {
  form_name: string;
  section: string;
  source: string;
  ruleset_id: string;
  ruleset_version: number;
  length: string;
  length_basis: string;
  earliest_on: string;
  takes_effect_on: string;
  serve_by: string;
  determined_on: string | null;
  determined_by: string | null;
  needs_lawyers_check: boolean;
  warnings: string[];
  faults: { code: string; field: string; message: string }[];
  body: string | null;
  modes: { mode: string; is_lawful: boolean }[];
}

export interface Notice {
  id: string;
  number: string;
  ruleset_id: string;
  ruleset_version: number;
  computed: Judged;
  serve_by: string;
  takes_effect_on: string;
  body: string;
  mandate_id: string | null;
}

export interface Service {
  id: string;
  counts: boolean;
  is_lawful: boolean;
  why_not: string[];
}

export const grounds = "Rent has been owed since June, and reminders were not answered.";

export const judge = async (
  database: Database,
  by: Actor,
  tenancy: string,
  form: string,
  given: Readonly<Record<string, unknown>> = {},
): Promise<Judged> => {
  const all: Record<string, unknown> = { tenancy_id: tenancy, form, grounds, ...given };
  const keys = Object.keys(all);
  const [row] = await as<{ judged: Judged }>(
    database,
    by,
    `select preview_statutory_notice(${
      keys.map((key, n) => `${key} => $${n + 1}`).join(", ")
    }) as judged`,
    Object.values(all),
  );
  return row!.judged;
};

export const faultsOf = async (...asked: Parameters<typeof judge>) =>
  (await judge(...asked)).faults.map((it) => it.code.replace("statutory_notice.", ""));

export const issue = (
  database: Database,
  by: Actor,
  tenancy: string,
  form: string,
  effect: string | null,
  given: Readonly<Record<string, unknown>> = {},
) =>
  callFor<Notice>(database, by, "issue_statutory_notice", {
    tenancy_id: tenancy,
    form,
    takes_effect_on: effect,
    grounds,
    client_id: crypto.randomUUID(),
    ...given,
  });

export const serve = (
  database: Database,
  by: Actor,
  notice: string,
  mode: string | null,
  given: Readonly<Record<string, unknown>> = {},
) =>
  callFor<Service>(database, by, "record_notice_service", {
    notice_id: notice,
    mode,
    client_id: crypto.randomUUID(),
    attempted_at: new Date().toISOString(),
    served_by: "Musa Ibrahim, bailiff",
    is_effective: true,
    ...given,
  });

export const standing = async (database: Database, notice: string) =>
  (await database.query<{ status: string }>(
    "select status from notice_standings where notice_id = $1",
    [notice],
  ))[0]?.status;

export const statusOf = async (database: Database, tenancy: string) =>
  (await database.query<{ status: string }>("select status::text from tenancies where id = $1", [
    tenancy,
  ]))[0]?.status;

/** A date as the database counts it. */
export const day = async (database: Database, sql: string) =>
  (await database.query<{ day: string }>(`select (${sql})::date::text as day where $1`, [true]))[0]
    ?.day as string;

/** As if a notice had been issued and served so long ago. */
export async function age(database: Database, notice: string, interval: string) {
  await database.exec(`set session_replication_role = replica;
    update statutory_notices set written_on = written_on - interval '${interval}', serve_by = serve_by - interval '${interval}',
      takes_effect_on = takes_effect_on - interval '${interval}', issued_at = issued_at - interval '${interval}' where id = '${notice}';
    update notice_services set attempted_at = attempted_at - interval '${interval}' where notice_id = '${notice}';
    update tenancy_notices set given_on = given_on - interval '${interval}', ends_on = ends_on - interval '${interval}'
      where id in (select tenancy_notice_id from notice_services where notice_id = '${notice}');
    set session_replication_role = origin`);
}
