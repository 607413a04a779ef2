/** People who ask, look, apply and offer at the landlady's: what the screens of people and tenancies show. */
import {
  acceptOffer,
  bookViewing,
  enquire,
  type Estate,
  listSales,
  makeOffer,
  nigerianDate,
  offerViewing,
  saveApplication,
  startApplication,
  submitApplication,
} from "@estate/sdk";
import { as } from "./as_login.ts";
import type { World } from "./world.ts";

/** Ids that addresses need. */
export interface PeopleIds {
  /** Has two applicants, a question, and a time at which it is shown. */
  readonly home: string;
  readonly application: string;
  /** To rent; waits for the landlady. */
  readonly offer: string;
  readonly sale: string;
}

type Needs = Pick<World, "stack" | "ids">;

/** Makes them all. */
export async function makePeople(world: Needs): Promise<PeopleIds> {
  const { stack } = world;
  const [home, other, ..._] = await listingsOf(world, "rent");
  const [forSale] = await listingsOf(world, "sale");
  if (home === undefined || other === undefined || forSale === undefined) {
    throw new Error("The demo data lack listings of the landlady");
  }
  const day = new Date(stack.database.clock.now().getTime() + 86_400_000);
  day.setUTCHours(10, 0, 0, 0);
  const slot = await as(stack, "owner", (estate) =>
    offerViewing(estate, {
      listingId: home,
      startsAt: day,
      endsAt: new Date(day.getTime() + 45 * 60_000),
      seats: 3,
    }));
  const application = await as(stack, "tenant5", async (estate) => {
    await enquire(estate, home, "Is the water treated, and is there parking for two cars?");
    await bookViewing(estate, slot);
    return await apply(estate, home, { band: "3m_to_6m", occupation: "Pharmacist" });
  });
  await as(
    stack,
    "tenant6",
    (estate) => apply(estate, home, { band: "1m_to_3m", occupation: "Tailor" }),
  );
  const offer = await as(stack, "tenant7", (estate) =>
    makeOffer(estate, other, {
      amountKobo: 90_000_000,
      startsOn: nigerianDate(7),
      conditions: "With the kitchen painted before I move in.",
    }));
  const wish = await as(
    stack,
    "tenant8",
    (estate) => makeOffer(estate, forSale, { amountKobo: 5_500_000_000 }),
  );
  const sale = await as(stack, "owner", async (estate) => {
    await acceptOffer(estate, wish.id, 1);
    return (await listSales(estate, { offerId: wish.id }))[0];
  });
  return { home, application, offer: offer.id, sale: sale?.id ?? "" };
}

/** Writes an application and sends it. */
export async function apply(
  estate: Estate,
  listingId: string,
  { band, occupation }: { readonly band: "3m_to_6m" | "1m_to_3m"; readonly occupation: string },
): Promise<string> {
  const { id } = await startApplication(estate, listingId);
  await saveApplication(estate, id, {
    moveInOn: "2027-01-31",
    termMonths: 12,
    occupation,
    incomeBand: band,
    note: "I am looking for a quiet home near my work.",
    household: [{ full_name: "Kemi Ade", relationship: "Daughter", age: "child" }],
    guarantors: [{
      full_name: "Bayo Ade",
      phone: "+2348031234000",
      relationship: "Brother",
    }],
  });
  await submitApplication(estate, id);
  return id;
}

/** Of the landlady, on the market; from the last on, for other tests take the first. */
export async function listingsOf(
  { stack, ids }: Needs,
  purpose: "rent" | "sale",
): Promise<readonly string[]> {
  const found = await stack.database.query<{ id: string }>(
    `select id from public.listings where org_id = $1 and purpose::text = $2 and status = 'published' and bedrooms > 0
     order by created_at, id desc limit 4`,
    [ids.org, purpose],
  );
  return found.map(({ id }) => id);
}
