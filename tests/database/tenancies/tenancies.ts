/** What tests do with tenancies beside the world's. */
import type { Database } from "../../../local/supabase/database/database.ts";
import { type Actor, as } from "../actor.ts";
import { createUser, type World } from "../world.ts";

/** A tenancy as a test looks at it. */
export interface Tenancy {
  id: string;
  status: string;
  nature: string;
  starts_on: string;
  ends_on: string;
  parent_id: string | null;
  hold_id: string | null;
  ended_on: string | null;
}

/** A new unit of the world's property; returns its id. */
export async function freshUnit(database: Database, world: World): Promise<string> {
  const [unit] = await database.query<{ id: string }>(
    "insert into units (org_id, property_id, label, kind) values ($1, $2, $3, 'flat') returning id",
    [world.org, world.property, crypto.randomUUID()],
  );
  return unit?.id as string;
}

/** Somebody the organization knows as a tenant, with an account unless `account` is false. */
export async function knownTenant(database: Database, world: World, account = true) {
  const user = account ? await createUser(database, `tenant-${crypto.randomUUID()}`) : null;
  const [tenant] = await database.query<{ id: string }>(
    "insert into tenants (org_id, user_id, full_name, address) values ($1, $2, 'Bola Ade', '4 Akoka Road, Yaba') returning id",
    [world.org, user],
  );
  return { id: tenant?.id as string, user: user ?? "" };
}

/** Calls a function of the API with its arguments by place; returns the tenancy. */
export async function on(
  database: Database,
  by: Actor,
  call: string,
  ...parameters: unknown[]
): Promise<Tenancy> {
  const [row] = await as<Tenancy>(
    database,
    by,
    `select id, status, nature, starts_on::text, ends_on::text, parent_id, hold_id, ended_on::text from ${call}`,
    parameters,
  );
  return row as Tenancy;
}

/** A tenancy of a new unit, accepted by its tenant, that began so many months ago. */
export async function letSince(
  database: Database,
  world: World,
  monthsAgo: number,
  terms: { per?: string; months?: number } = {},
) {
  const unit = await freshUnit(database, world);
  const tenant = await knownTenant(database, world);
  const offered = await on(
    database,
    world.people.owner,
    `offer_tenancy($1, array[$2]::uuid[], (private.lagos_date() - make_interval(months => $3))::date::text, 10000000,
       $4::text::price_period, $5)`,
    unit,
    tenant.id,
    monthsAgo,
    terms.per ?? "year",
    terms.months ?? 12,
  );
  const tenancy = await on(database, tenant, "accept_tenancy($1)", offered.id);
  return { unit, tenant, tenancy };
}

/** Runs the nightly job as of so many days from today. */
export const advance = async (database: Database, days = 0) =>
  await database.query("select private.advance_tenancies(private.lagos_date() + $1::integer)", [
    days,
  ]);
