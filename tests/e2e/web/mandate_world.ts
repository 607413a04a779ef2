/** Mandates to the demo's agency, to list for one owner and to collect for another: what its stories and screens stand on. */
import {
  addProperty,
  addUnits,
  answerMandate,
  bookViewing,
  createListing,
  createOrganization,
  enquire,
  moveListing,
  nigerianDate,
  offerMandate,
  offerViewing,
} from "@estate/sdk";
import { as } from "./as_login.ts";
import { apply } from "./people_world.ts";
import { agencyOf } from "./homes_world.ts";
import type { World } from "./world.ts";

/** What was made. */
export interface Mandated {
  readonly agency: string;
  /** What the owner is called. */
  readonly owner: string;
  /** A house with two flats, under a mandate to list and show that lasts long. */
  readonly house: string;
  /** On the market for the owner, listed by the agency; asked about, to be seen and applied for. */
  readonly listing: string;
}

const made = new WeakMap<World["stack"], Promise<Mandated>>();

/** Makes it once for each stack. */
export function makeMandated(world: Pick<World, "stack" | "ids">): Promise<Mandated> {
  const known = made.get(world.stack) ?? make(world);
  made.set(world.stack, known);
  return known;
}

async function make({ stack, ids }: Pick<World, "stack" | "ids">): Promise<Mandated> {
  const agency = (await agencyOf(stack)).id;
  const owner = `Bassey Homes ${crypto.randomUUID().slice(0, 4)}`;
  const offered = await as(stack, "tenant9", async (estate) => {
    const { id: orgId } = await createOrganization(estate, {
      kind: "owner",
      name: owner,
      address: "4 Marina Road, Calabar",
    });
    const house = await addProperty(estate, {
      org_id: orgId,
      kind: "building",
      use: "residential",
      name: "Bassey Court",
      street: "Marian Road",
      area: "Calabar",
      lga: "Calabar Municipal",
      state: "Cross River",
      longitude: 8.3417,
      latitude: 4.9757,
    });
    const facts = { org_id: orgId, property_id: house, bedrooms: 2, bathrooms: 2 };
    const [unit = ""] = await addUnits(
      estate,
      ["Flat 1", "Flat 2"].map((label) => ({ ...facts, kind: "flat", label })),
    );
    const terms = { orgId, agentOrgId: agency, feeBps: 750, feePayer: "owner" } as const;
    const long = await offerMandate(estate, {
      ...terms,
      scopes: ["list", "show"],
      startsOn: nigerianDate(-1),
      endsOn: nigerianDate(300),
    });
    // One that nobody has answered.
    await offerMandate(estate, {
      ...terms,
      scopes: ["sign"],
      startsOn: nigerianDate(1),
      endsOn: nigerianDate(300),
    });
    return { orgId, house, unit, mandate: long.id };
  });
  // The landlady has it collect in one building, for a while.
  const [place] = await stack.database.query<{ property_id: string }>(
    `select unit.property_id from public.tenancies as tenancy
     join public.units as unit on unit.id = tenancy.unit_id where tenancy.id = $1`,
    [ids.tenancy],
  );
  const collecting = await as(stack, "owner", (estate) =>
    offerMandate(estate, {
      orgId: ids.org,
      agentOrgId: agency,
      scopes: ["collect"],
      feeBps: 500,
      feePayer: "owner",
      startsOn: nigerianDate(-1),
      endsOn: nigerianDate(20),
      propertyId: place?.property_id ?? "",
    }));
  const { listing, slot } = await as(stack, "agency", async (estate) => {
    for (const id of [offered.mandate, collecting.id]) await answerMandate(estate, id, true);
    const listing = await createListing(estate, {
      org_id: offered.orgId,
      unit_id: offered.unit,
      purpose: "rent",
      price_per: "year",
      title: "2-bedroom flat off Marian Road",
      description: "Tiled, with a borehole and a meter of its own, five minutes from the bus stop.",
      price_kobo: 150_000_000,
    });
    await moveListing(estate, listing, "published");
    const day = new Date(stack.database.clock.now().getTime() + 86_400_000);
    day.setUTCHours(10, 0, 0, 0);
    const endsAt = new Date(day.getTime() + 45 * 60_000);
    return {
      listing,
      slot: await offerViewing(estate, { listingId: listing, startsAt: day, endsAt, seats: 3 }),
    };
  });
  await as(stack, "tenant10", async (estate) => {
    await enquire(estate, listing, "Is there a meter for each flat?");
    await bookViewing(estate, slot);
    await apply(estate, listing, { band: "3m_to_6m", occupation: "Nurse" });
  });
  return { agency, owner, house: offered.house, listing };
}
