/** Agencies beside the test world, and what an owner and an agency do with a mandate. */
import { type Actor, as } from "../actor.ts";
import { openWorld, type TestDatabase } from "../test_database.ts";
import { createUser, type World } from "../world.ts";

type Database = TestDatabase["database"];
/** A mandate as a test looks at it. */
export interface Mandate {
  id: string;
  status: string;
  property_id: string | null;
  scopes: string[];
  reason: string | null;
}

/** Opens a database with the landlord's world, and an agency with a person in each role. */
export async function openAgencies() {
  const { database, world, close } = await openWorld();
  const person = async (name: string) => ({ user: await createUser(database, name) });
  const agency = async (name: string) => {
    const principal = await person(`${name}-principal`);
    const [org] = await as<{ id: string }>(
      database,
      principal,
      "select id from create_organization('agency', $1, '7 Adetokunbo Ademola Crescent, Wuse 2')",
      [name],
    );
    return { principal, org: org?.id as string };
  };
  const harbour = await agency("Harbour");
  const staff = {} as Record<"manager" | "accountant" | "agent", { user: string }>;
  for (const role of ["manager", "accountant", "agent"] as const) {
    staff[role] = await person(`harbour-${role}`);
    await database.query("insert into memberships (org_id, user_id, role) values ($1, $2, $3)", [
      harbour.org,
      staff[role].user,
      role,
    ]);
  }
  const rival = await agency("Rival");
  return { database, close, world, harbour: { ...harbour, ...staff }, rival };
}

/** Offers a mandate from the beginning of 2026 until 2099, but for `changes`. */
export async function offer(
  database: Database,
  by: Actor,
  world: World,
  agency: string,
  changes: Record<string, unknown> = {},
): Promise<Mandate> {
  const terms = Object.entries({
    org_id: world.org,
    agent_org_id: agency,
    scopes: "{list,collect}",
    fee_bps: 1000,
    fee_payer: "tenant",
    starts_on: "2026-01-01",
    ends_on: "2099-01-01",
    ...changes,
  });
  const casts: Record<string, string> = { scopes: "::text::public.mandate_scope[]" };
  const [made] = await as<Mandate>(
    database,
    by,
    `select id, status, property_id, array_to_json(scopes) as scopes, reason from offer_mandate(${
      terms.map(([name], n) => `${name} => $${n + 1}${casts[name] ?? ""}`).join(", ")
    })`,
    terms.map(([, value]) => value),
  );
  return made as Mandate;
}

/** Answers as `by`, by default with yes. */
export const answer = async (
  database: Database,
  by: Actor,
  id: string,
  accept: boolean | null = true,
) => (await as<Mandate>(database, by, "select * from answer_mandate($1, $2)", [id, accept]))[0];

/** Takes a mandate back as `by`. */
export const revoke = async (
  database: Database,
  by: Actor,
  id: string,
  reason: string | null = "Done",
) => (await as<Mandate>(database, by, "select * from revoke_mandate($1, $2)", [id, reason]))[0];
