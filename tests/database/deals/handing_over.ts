/** What tests of homes that are sold with their tenants do again and again. */
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as } from "../actor.ts";
import type { TestDatabase } from "../test_database.ts";
import type { World } from "../world.ts";
import { advertiseUnit, call, offerToBuy } from "./deals.ts";

type Database = TestDatabase["database"];

/** What passed, as a test looks at it. */
export interface Handover {
  side: string;
  org_id: string;
  tenancy_id: string;
  other_tenancy_id: string;
  deposit_kobo: number;
  prepaid_kobo: number;
  settled: boolean;
}

/** A sale of a let unit that is agreed with a buyer. */
export async function sellTo(database: Database, world: World, unit: string, buyer: Actor) {
  const listing = await advertiseUnit(database, world, unit, "sale");
  const offer = await offerToBuy(database, buyer, listing);
  await call(database, world.people.owner, "accept_offer", { offer_id: offer.id, round: 1 });
  const [sale] = await database.query<{ id: string }>("select id from sales where offer_id = $1", [
    offer.id,
  ]);
  return sale?.id as string;
}

/** Completes a sale. */
export const closeSale = (
  database: Database,
  world: World,
  sale: string,
  closedOn = nigerianDate(),
) =>
  call(database, world.people.owner, "close_sale", {
    sale_id: sale,
    price_kobo: 9_000_000_000,
    closed_on: closedOn,
  });

/** What passed from a tenancy, as somebody sees it. */
export const handoversOf = (database: Database, by: Actor, tenancy: string) =>
  as<Handover>(
    database,
    by,
    `select side::text, org_id, tenancy_id, other_tenancy_id, deposit_kobo::float8, prepaid_kobo::float8,
       settled_at is not null as settled
     from tenancy_handovers where $1 in (tenancy_id, other_tenancy_id) order by side`,
    [tenancy],
  );

/** The tenancy that took another one's place. */
export async function successorOf(database: Database, tenancy: string): Promise<string> {
  const [row] = await database.query<{ id: string }>(
    "select other_tenancy_id as id from tenancy_handovers where tenancy_id = $1 and side = 'passed_on'",
    [tenancy],
  );
  return row?.id as string;
}

/** What somebody was told of a kind. */
export const told = (database: Database, person: { user: string }, kind: string) =>
  database.query<{ title: string; payload: Record<string, unknown> }>(
    "select title, payload from notifications where user_id = $1 and kind = $2 order by id",
    [person.user, kind],
  );
