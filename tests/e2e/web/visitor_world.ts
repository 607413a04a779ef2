/**
 * What screens of those who look for a home need beside the demo data, made once for a stack through the SDK: negotiations,
 * a sale whose contract is signed, an invitation, a guarantee that is asked for.
 */
import {
  acceptOffer,
  askGuarantor,
  counterOffer,
  getSaleOfOffer,
  inviteMember,
  makeOffer,
  nigerianDate,
  proposeSalePrice,
  saveApplication,
  signSale,
  startApplication,
  submitApplication,
} from "@estate/sdk";
import type { Stack } from "../../../local/stack.ts";
import { as } from "./as_login.ts";
import type { World } from "./world.ts";

/** Ids of it. */
export interface VisitorIds {
  /** For sale by the agency's owner; nobody has made an offer. */
  readonly forSale: string;
  /** A home for short stays. */
  readonly stay: string;
  /** Of tenant2, on a home of the landlady, who has answered it. */
  readonly offer: string;
  /** Of tenant2, accepted, its contract signed, and another price proposed since. */
  readonly bought: string;
  /** The sale that it became, and whose it is. */
  readonly sale: string;
  readonly seller: string;
  /** A home for which tenant2 has applied, naming a guarantor. */
  readonly applied: string;
  /** Tokens, for the demo's tenant. */
  readonly invitation: string;
  readonly guarantee: string;
  /** Of the QR code of a receipt. */
  readonly receipt: string;
}

const made = new WeakMap<Stack, Promise<VisitorIds>>();
let last: VisitorIds | undefined;

/** Makes it, or finds it made. */
export async function makeVisitorWorld({ stack }: Pick<World, "stack">): Promise<VisitorIds> {
  const making = made.get(stack) ?? make(stack);
  made.set(stack, making);
  return last = await making;
}

/** The ids, for addresses of screens: they are shown after it was made. */
export function visitorIds(): VisitorIds {
  if (last === undefined) throw new Error("The visitors' world was not made");
  return last;
}

/** Listings on the market, of whom a demo login owns, from the cheapest. */
export async function listingsOf(
  { database }: Stack,
  who: string,
  purpose: "rent" | "sale" | "shortlet",
): Promise<readonly string[]> {
  const found = await database.query<{ id: string }>(
    `select listing.id from public.listings as listing
     join public.organizations as org on org.id = listing.org_id
     join auth.users as person on person.id = org.created_by
     where listing.status = 'published' and person.email = $1 and listing.purpose::text = $2
       and (listing.bedrooms > 0 or listing.purpose <> 'rent')
     order by listing.price_kobo, listing.id limit 5`,
    [`${who}@demo.estate.ng`, purpose],
  );
  return found.map(({ id }) => id);
}

async function make(stack: Stack): Promise<VisitorIds> {
  const [offered = "", applied = ""] = await listingsOf(stack, "owner", "rent");
  const [bought = "", forSale = ""] = await listingsOf(stack, "agency", "sale");
  const [stay = ""] = await listingsOf(stack, "agency", "shortlet");
  const offer = await negotiate(stack, offered);
  const sold = await sell(stack, bought);
  const { guarantee } = await apply(stack, applied);
  const { token: invitation } = await as(stack, "agency", async (estate) => {
    const [org] = await stack.database.query<{ id: string }>(
      `select org.id from public.organizations as org join auth.users as person on person.id = org.created_by
       where person.email = $1 order by org.id limit 1`,
      ["agency@demo.estate.ng"],
    );
    return await inviteMember(estate, org?.id ?? "", "agent", { email: "tenant@demo.estate.ng" });
  });
  const [receipt] = await stack.database.query<{ token: string }>(
    `select receipt.token from public.receipts as receipt
     where $1 and not exists (select from public.receipt_voids as void where void.receipt_id = receipt.id)
     order by receipt.id limit 1`,
    [true],
  );
  return {
    forSale,
    stay,
    offer,
    ...sold,
    applied,
    invitation,
    guarantee,
    receipt: receipt?.token ?? "",
  };
}

/** An offer below the price, and the landlady's answer. */
async function negotiate(stack: Stack, listingId: string): Promise<string> {
  const [listing] = await stack.database.query<{ price: number }>(
    "select price_kobo::float8 as price from public.listings where id = $1",
    [listingId],
  );
  const price = listing?.price ?? 0;
  const { id } = await as(stack, "tenant2", (estate) =>
    makeOffer(estate, listingId, {
      amountKobo: price * 0.8,
      startsOn: nigerianDate(30),
      conditions: "New paint in the bedrooms, and paying in two parts.",
    }));
  await as(stack, "owner", (estate) =>
    counterOffer(estate, id, {
      amountKobo: price * 0.95,
      conditions: "New paint in the bedrooms.",
    }));
  return id;
}

/** An offer to buy that was accepted, with its contract signed: the deposit is due, and another price proposed. */
async function sell(
  stack: Stack,
  listingId: string,
): Promise<Pick<VisitorIds, "bought" | "sale" | "seller">> {
  const { id } = await as(
    stack,
    "tenant2",
    (estate) => makeOffer(estate, listingId, { amountKobo: 4_800_000_000 }),
  );
  return await as(stack, "agency", async (estate) => {
    await acceptOffer(estate, id, 1);
    const begun = await getSaleOfOffer(estate, id);
    const sale = begun?.id ?? "";
    await signSale(estate, sale, nigerianDate(0));
    await proposeSalePrice(estate, sale, 4_700_000_000);
    return { bought: id, sale, seller: begun?.org_id ?? "" };
  });
}

/** An application that was sent, and its guarantor's token. */
async function apply(stack: Stack, listingId: string): Promise<{ guarantee: string }> {
  return await as(stack, "tenant2", async (estate) => {
    const { id } = await startApplication(estate, listingId);
    await saveApplication(estate, id, {
      moveInOn: nigerianDate(30),
      termMonths: 12,
      occupation: "Nurse",
      incomeBand: "3m_to_6m",
      guarantors: [{
        full_name: "Ngozi Eze",
        phone: "+2348035550101",
        email: "tenant@demo.estate.ng",
        relationship: "Aunt",
      }],
    });
    await submitApplication(estate, id);
    const [guarantor] = await stack.database.query<{ id: string }>(
      "select id from public.application_guarantors where application_id = $1",
      [id],
    );
    const { token } = await askGuarantor(estate, guarantor?.id ?? "");
    return { guarantee: token };
  });
}
