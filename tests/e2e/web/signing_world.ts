/** An owner who lets the demo's agency list and sign: what the stories and screens of lettings under a mandate stand on. */
import {
  acceptOffer,
  acceptTenancy,
  addProperty,
  addUnits,
  answerMandate,
  createListing,
  createOrganization,
  type Estate,
  letFromOffer,
  makeOffer,
  moveListing,
  nigerianDate,
  type Offer,
  offerMandate,
  setLetterhead,
} from "@estate/sdk";
import { as } from "./as_login.ts";
import { agencyOf } from "./homes_world.ts";
import { apply } from "./people_world.ts";
import type { World } from "./world.ts";

/** What was made. */
export interface Signing {
  readonly agency: string;
  /** What the owner is called, and their organization. */
  readonly owner: string;
  readonly org: string;
  readonly mandate: string;
  /** Of Flat 1: let by the agency, and in force. */
  readonly tenancy: string;
  /** Of Flat 2: accepted, and not a tenancy yet. */
  readonly offer: string;
  /** For Flat 3: nobody has decided on it. */
  readonly application: string;
}

const made = new WeakMap<World["stack"], Promise<Signing>>();

/** Makes it once for each stack. */
export function makeSigning(world: Pick<World, "stack">): Promise<Signing> {
  const known = made.get(world.stack) ?? make(world);
  made.set(world.stack, known);
  return known;
}

async function make({ stack }: Pick<World, "stack">): Promise<Signing> {
  const agency = (await agencyOf(stack)).id;
  const owner = `Akpan Homes ${crypto.randomUUID().slice(0, 4)}`;
  const { org, units, mandate } = await as(
    stack,
    "tenant9",
    (estate) => give(estate, owner, agency),
  );
  const listings = await as(stack, "agency", async (estate) => {
    await answerMandate(estate, mandate, true);
    await setLetterhead(estate, agency, {
      signatory_name: "Ngozi Obi",
      signatory_title: "Partner",
    });
    const listed = [];
    for (const [n, unit] of units.entries()) {
      listed.push(await list(estate, org, unit, `2-bedroom flat ${n + 1} off Ikot Ekpene Road`));
    }
    return listed;
  });
  const [let_ = "", agreed = "", applied = ""] = listings;
  const offers: Offer[] = [];
  for (const [login, listing] of [["tenant11", let_], ["tenant8", agreed]] as const) {
    offers.push(
      await as(
        stack,
        login,
        (estate) =>
          makeOffer(estate, listing, { amountKobo: 120_000_000, startsOn: nigerianDate(0) }),
      ),
    );
  }
  const [first, second] = offers;
  const tenancy = await as(stack, "agency", async (estate) => {
    for (const it of offers) await acceptOffer(estate, it.id, 1);
    return (await letFromOffer(estate, first?.id ?? "", "4 Wellington Bassey Way, Uyo")).id;
  });
  await as(stack, "tenant11", (estate) => acceptTenancy(estate, tenancy));
  const application = await as(
    stack,
    "tenant10",
    (estate) => apply(estate, applied, { band: "3m_to_6m", occupation: "Midwife" }),
  );
  return { agency, owner, org, mandate, tenancy, offer: second?.id ?? "", application };
}

/** The owner's house, and the mandate over it, which names its paper. */
async function give(estate: Estate, owner: string, agency: string) {
  const { id: org } = await createOrganization(estate, {
    kind: "owner",
    name: owner,
    address: "12 Oron Road, Uyo",
  });
  const house = await addProperty(estate, {
    org_id: org,
    kind: "building",
    use: "residential",
    name: "Akpan Court",
    street: "Ikot Ekpene Road",
    area: "Uyo",
    lga: "Uyo",
    state: "Akwa Ibom",
    longitude: 7.9128,
    latitude: 5.0377,
  });
  const facts = { org_id: org, property_id: house, bedrooms: 2, bathrooms: 2 };
  const units = await addUnits(
    estate,
    ["Flat 1", "Flat 2", "Flat 3"].map((label) => ({ ...facts, kind: "flat", label })),
  );
  const { id: mandate } = await offerMandate(estate, {
    orgId: org,
    agentOrgId: agency,
    scopes: ["list", "show", "sign"],
    feeBps: 1000,
    feePayer: "owner",
    startsOn: nigerianDate(-1),
    endsOn: nigerianDate(300),
    evidence: "Letter of authority of 1 November 2026",
  });
  return { org, units, mandate };
}

async function list(estate: Estate, org: string, unit: string, title: string): Promise<string> {
  const listing = await createListing(estate, {
    org_id: org,
    unit_id: unit,
    purpose: "rent",
    price_per: "year",
    title,
    description: "Tiled, with a borehole and a meter of its own, ten minutes from the market.",
    price_kobo: 120_000_000,
  });
  await moveListing(estate, listing, "published");
  return listing;
}
