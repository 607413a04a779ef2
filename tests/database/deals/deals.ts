/** Listings beside the test world on which offers are made, and what people do with offers and sales. */
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as } from "../actor.ts";
import type { TestDatabase } from "../test_database.ts";
import type { World } from "../world.ts";

type Database = TestDatabase["database"];

/** An offer as a test looks at it. */
export interface Offer {
  id: string;
  status: string;
  round: number;
  accepted_round: number | null;
  hold_id: string | null;
  tenancy_id: string | null;
  decision_reason: string | null;
}

/** A sale as a test looks at it. */
export interface Sale {
  id: string;
  status: string;
  price_kobo: number;
  closed_on: string | null;
  fell_through_reason: string | null;
}

/** A new unit of the world's property with a published listing for `purpose`. */
export async function advertise(
  database: Database,
  world: World,
  purpose: "rent" | "sale" | "shortlet" = "rent",
): Promise<{ unit: string; listing: string }> {
  const [unit] = await database.query<{ id: string }>(
    "insert into units (org_id, property_id, label, kind) values ($1, $2, $3, 'flat') returning id",
    [world.org, world.property, crypto.randomUUID()],
  );
  const listing = await advertiseUnit(database, world, unit?.id as string, purpose);
  return { unit: unit?.id as string, listing };
}

/** A published listing of a unit for `purpose`; returns its id. */
export async function advertiseUnit(
  database: Database,
  world: World,
  unit: string,
  purpose: string,
): Promise<string> {
  const per = { rent: "year", sale: "total", shortlet: "night" }[purpose];
  const [listing] = await database.query<{ id: string }>(
    `insert into listings (org_id, unit_id, purpose, title, price_kobo, price_per)
     values ($1, $2, $3, 'A flat to deal about', 120000000, $4) returning id`,
    [world.org, unit, purpose, per],
  );
  await as(database, world.people.owner, "select move_listing($1, 'published')", [listing?.id]);
  return listing?.id as string;
}

/** Calls one of the API's functions by name with named arguments; returns its row. */
export async function call<Row>(
  database: Database,
  by: Actor,
  name: string,
  given: Readonly<Record<string, unknown>>,
): Promise<Row> {
  const entries = Object.entries(given);
  const named = entries.map(([key], i) => `${key} => $${i + 1}`).join(", ");
  const [row] = await as<Row>(
    database,
    by,
    `select * from ${name}(${named})`,
    entries.map(([, value]) => value),
  );
  return row as Row;
}

/** Offers ₦1,000,000 a year from the day after tomorrow, but for `changes`. */
export function offerToRent(
  database: Database,
  by: Actor,
  listing: string,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<Offer> {
  return call(database, by, "make_offer", {
    listing_id: listing,
    amount_kobo: 100_000_000,
    starts_on: nigerianDate(2),
    ...changes,
  });
}

/** Offers ₦90,000,000 for a unit, but for `changes`. */
export function offerToBuy(
  database: Database,
  by: Actor,
  listing: string,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<Offer> {
  return call(database, by, "make_offer", {
    listing_id: listing,
    amount_kobo: 9_000_000_000,
    ...changes,
  });
}

/** A sale agreed between the world's owner and `buyer`. */
export async function agreeSale(database: Database, world: World, buyer: Actor) {
  const place = await advertise(database, world, "sale");
  const offer = await offerToBuy(database, buyer, place.listing);
  await call(database, world.people.owner, "accept_offer", { offer_id: offer.id, round: 1 });
  const [sale] = await database.query<{ id: string }>("select id from sales where offer_id = $1", [
    offer.id,
  ]);
  return { ...place, offer: offer.id, sale: sale?.id as string };
}

/** Another price of a sale, proposed by the world's owner and agreed to by who made the offer. */
export async function agreeOnPrice(
  database: Database,
  world: World,
  buyer: Actor,
  sale: string,
  kobo: number,
): Promise<void> {
  const price = { sale_id: sale, price_kobo: kobo };
  await call(database, world.people.owner, "propose_sale_price", price);
  await call(database, buyer, "answer_sale_price", { ...price, agree: true });
}

/** A listing's status. */
export async function listingStatus(database: Database, listing: string): Promise<string> {
  const [row] = await database.query<{ status: string }>(
    "select status from listings where id = $1",
    [listing],
  );
  return row?.status as string;
}

/** Makes the world's tenant offer on a listing, and buy another unit: rows for the access matrix. */
export async function addDeals(database: Database, world: World): Promise<void> {
  const { listing } = await advertise(database, world);
  await offerToRent(database, world.people.tenant, listing);
  await agreeSale(database, world, world.people.tenant);
}
