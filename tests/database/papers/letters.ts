/** Calling functions that take many arguments, and a letterhead to write on. */
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, as } from "../actor.ts";
import type { World } from "../world.ts";

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

/** A letter and two notices to the tenant of a world, with everything that may stand beside them. */
export async function addLetters(database: Database, world: World): Promise<void> {
  const { owner, tenant } = world.people;
  const { org, tenancy } = world;
  const client = () => crypto.randomUUID();
  const texts = {
    en: { subject: "The water", body: "The water is off on Monday, {{tenant_names}}." },
  };
  const [{ logo } = { logo: { id: "" } }] = await as<{ logo: { id: string } }>(
    database,
    "service",
    `select service.add_logo($1, $2, $1::uuid || '/logo.png', $2::uuid || '/try/logo.png', 300, 120, 9000, repeat('ab', 32)) as logo`,
    [owner.user, org],
  );
  await setLetterhead(database, owner, org, { logo_id: logo.id });
  const template = await callFor<{ id: string }>(database, owner, "save_letter_template", {
    org_id: org,
    client_id: client(),
    name: "Water",
    texts,
  });
  const draft = await callFor<{ id: string }>(database, owner, "save_letter_draft", {
    org_id: org,
    client_id: client(),
    template_id: template.id,
    tenancy_ids: `{${tenancy}}`,
  });
  await callFor(database, owner, "send_letters", { draft_id: draft.id });
  const [letter] = await database.query<{ id: string }>(
    "select id from letters where draft_id = $1",
    [
      draft.id,
    ],
  );
  await callFor(database, tenant, "read_letter", { letter_id: letter?.id, acknowledge: true });
  await callFor(database, owner, "withdraw_letter", {
    letter_id: letter?.id,
    reason: "A wrong day",
  });
  await callFor(database, owner, "save_letter_draft", { org_id: org, client_id: client(), texts });
  const issue = async (form: string, effect: string) => {
    const [row] = await as<{ id: string }>(
      database,
      owner,
      `select id from issue_statutory_notice($1, $2, (${effect})::text, 'The owner needs the home', $3)`,
      [tenancy, form, client()],
    );
    return row?.id;
  };
  const notice = await issue("quit", "select ends_on from tenancies where id = $1");
  const serve = (mode: string, given: Readonly<Record<string, unknown>> = {}) =>
    callFor<{ id: string }>(database, owner, "record_notice_service", {
      notice_id: notice,
      mode,
      client_id: client(),
      attempted_at: new Date().toISOString(),
      served_by: "Musa Ibrahim",
      is_effective: true,
      ...given,
    });
  const wrong = await serve("affixed");
  await serve("personal", { recipient: "Tunde Bello" });
  await callFor(database, owner, "correct_notice_service", {
    service_id: wrong.id,
    reason: "It was the next house",
  });
  await callFor(database, owner, "record_notice_check", {
    notice_id: notice,
    lawyer_name: "Barr. Ngozi Eze",
    is_good: true,
  });
  await callFor(database, tenant, "read_statutory_notice", {
    notice_id: notice,
    acknowledge: true,
  });
  const visit = await issue("inspection", "private.lagos_date() + 5");
  await callFor(database, owner, "withdraw_statutory_notice", {
    notice_id: visit,
    reason: "Nobody has time",
  });
}
