/** People who look for a home in the test world, and homes for them. */
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as } from "../actor.ts";
import type { TestDatabase } from "../test_database.ts";
import { createUser, type World } from "../world.ts";

type Database = TestDatabase["database"];

/** An application as a test looks at it. */
export interface Application {
  id: string;
  status: string;
  term_months: number | null;
  occupation: string | null;
  decided_by: string | null;
  decision_reason: string | null;
  review_reason: string | null;
}

/** What a complete application says; each may be changed. */
export const facts: Readonly<Record<string, unknown>> = {
  move_in_on: nigerianDate(300),
  term_months: 12,
  occupation: "Nurse",
  income_band: "3m_to_6m",
};

/** A person with an account. */
export const person = async (database: Database, name: string) => ({
  user: await createUser(database, name),
});

/** A published listing of a flat of its own, for rent unless said otherwise. */
export async function freshListing(
  database: Database,
  world: Pick<World, "org" | "property" | "people">,
  purpose = "rent",
): Promise<string> {
  const [listing] = await database.query<{ id: string }>(
    `with unit as (
       insert into units (org_id, property_id, label, kind)
       values ($1, $2, gen_random_uuid()::text, 'flat') returning id
     )
     insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per)
     select $1, id, $3, 'A flat in demand', 100000000, $4 from unit returning id`,
    [world.org, world.property, purpose, purpose === "sale" ? "total" : "year"],
  );
  await as(database, world.people.owner, "select move_listing($1, 'published')", [listing?.id]);
  return listing?.id as string;
}

/** Calls a function that gives an application back. */
export async function onApplication(
  database: Database,
  by: Actor,
  call: string,
  parameters: readonly unknown[],
): Promise<Application> {
  const [row] = await as<Application>(database, by, `select * from ${call}`, parameters);
  return row as Application;
}

/** Saves a draft as `by`: the complete facts but for `changes`; lists go as JSON. */
export function save(
  database: Database,
  by: Actor,
  application: string,
  changes: Record<string, unknown> = {},
): Promise<Application> {
  const all = Object.entries({ ...facts, ...changes });
  const named = all.map(([name, value], n) =>
    `${name} => $${n + 2}${typeof value === "object" && value !== null ? "::text::jsonb" : ""}`
  );
  return onApplication(database, by, `save_application($1, ${named.join(", ")})`, [
    application,
    ...all.map(([, value]) =>
      typeof value === "object" && value !== null ? JSON.stringify(value) : value
    ),
  ]);
}

/** A draft of `by`'s for a listing. */
export const begin = (database: Database, by: Actor, listing: string) =>
  onApplication(database, by, "start_application($1)", [listing]);

/** A submitted application of `by`'s for a listing; returns its id. */
export async function submitted(database: Database, by: Actor, listing: string): Promise<string> {
  const { id } = await begin(database, by, listing);
  await save(database, by, id);
  await onApplication(database, by, "submit_application($1)", [id]);
  return id;
}

/** Makes an application look as if nobody had touched it, or it had been over, for so many days. */
export const age = (database: Database, application: string, days: number) =>
  database.transaction(async (tx) => {
    await tx.query("select set_config('session_replication_role', 'replica', true) where $1", [
      true,
    ]);
    await tx.query(
      `update applications set updated_at = now() - make_interval(days => $2),
         closed_at = case when closed_at is not null then now() - make_interval(days => $2) end
       where id = $1`,
      [application, days],
    );
  });
