/** What people do with invitations in tests. */
import { type Actor, as } from "./actor.ts";
import type { TestDatabase } from "./test_database.ts";
import { createUser, type World } from "./world.ts";

type Database = TestDatabase["database"];
/** A new invitation with its token. */
export interface Issued {
  id: string;
  token: string;
  expires_at: Date;
}

/** A signed-up person and their e-mail. */
export async function newcomer(database: Database, name: string) {
  const user = await createUser(database, name);
  return { user, email: `${name}-${user}@example.ng` };
}

/** Invites somebody as `by`. */
export async function inviteMember(
  database: Database,
  by: Actor,
  terms: Record<string, unknown>,
): Promise<Issued> {
  const given = Object.entries(terms);
  const [issued] = await as<Issued>(
    database,
    by,
    `select * from invite_member(${given.map(([name], n) => `${name} => $${n + 1}`).join(", ")})`,
    given.map(([, value]) => value),
  );
  return issued as Issued;
}

/** Accepts an invitation as `by`. */
export const accept = (database: Database, by: Actor, token: string) =>
  as<{ id: string; org_id: string; kind: string; role: string | null; tenant_id: string | null }>(
    database,
    by,
    "select * from accept_invitation($1)",
    [token],
  );

/** The role of somebody in the landlord's organization. */
export const roleOf = async (database: Database, world: World, user: string) =>
  (await database.query<{ role: string }>(
    "select role from memberships where org_id = $1 and user_id = $2",
    [world.org, user],
  ))[0]?.role;
