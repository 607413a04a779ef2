/** What the tests of documents share. */
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, as, problem } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import type { World } from "../world.ts";

/** Runs a test in a fresh world. */
export async function inWorld(
  test: (database: Database, world: World) => Promise<void>,
): Promise<void> {
  const { database, world, close } = await openWorld();
  try {
    await test(database, world);
  } finally {
    await close();
  }
}

/** Which people of the world read a document. */
export async function readers(
  database: Database,
  world: World,
  document: string,
): Promise<string[]> {
  const seeing: string[] = [];
  for (const [name, person] of Object.entries(world.people)) {
    const rows = await as(database, person, "select id from documents where id = $1", [document]);
    if (rows.length > 0) seeing.push(name);
  }
  return seeing;
}

/** A grant. */
export interface Access {
  readonly id: string;
  readonly expires_at: Date | null;
  readonly revoked_at: Date | null;
}

/** Shares a document as somebody. */
export async function share(
  database: Database,
  by: Actor,
  document: string,
  to: { tenancy_id?: string; contact?: string; expires_at?: string },
): Promise<Access> {
  const [access] = await as<Access>(
    database,
    by,
    "select * from share_document($1, $2, $3, $4)",
    [document, to.tenancy_id ?? null, to.contact ?? null, to.expires_at ?? null],
  );
  if (access === undefined) throw new Error("Expected a grant");
  return access;
}

/** Code and field of a refusal. */
export async function refusal(work: Promise<unknown>) {
  const [, code, field] = await problem(work);
  return { code, field };
}

/** The person's confirmed address. */
export async function confirmEmail(database: Database, person: { user: string }): Promise<string> {
  const [account] = await database.query<{ email: string }>(
    "update auth.users set email_confirmed_at = now() where id = $1 returning email",
    [person.user],
  );
  return account?.email ?? "";
}
