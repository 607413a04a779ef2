import type { Estate } from "../ground/client.ts";
import { dataAs, dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { Database } from "../generated/database.types.ts";

/** A sale from the accepted offer on. */
export type Sale = Database["public"]["Tables"]["sales"]["Row"];
/** Somebody in a sale. */
export type SaleParty = Database["public"]["Tables"]["sale_parties"]["Row"];

/** Somebody to be named in a sale. */
export interface NewSaleParty {
  readonly role: SaleParty["role"];
  /** As in the deed. */
  readonly fullName: string;
  readonly address?: string;
  /** E.164, such as +2348031234567. */
  readonly phone?: string;
  /** Their account, when they have made your organization an offer. */
  readonly profileId?: string;
  /** The organization that they are, when they are one. */
  readonly partyOrgId?: string;
}

/** The newest sales of your organizations, and those in which you buy; at most 100. */
export async function listSales(
  estate: Estate,
  only: { readonly offerId?: string; readonly status?: Sale["status"] } = {},
): Promise<Sale[]> {
  let query = estate.from("sales").select("*").order("id", { ascending: false }).limit(100);
  if (only.offerId !== undefined) query = query.eq("offer_id", only.offerId);
  if (only.status !== undefined) query = query.eq("status", only.status);
  return dataOf(await query);
}

/** A sale with its parties and the listing that led to it. */
export type SaleStory = Sale & {
  readonly parties: readonly SaleParty[];
  /** Null where you may not see it. */
  readonly listing:
    | Pick<
      Database["public"]["Tables"]["listings"]["Row"],
      "id" | "title" | "area" | "lga" | "state"
    >
    | null;
  /** Who made the offer that led to it, and answers another price; null where you may not see the offer. */
  readonly offer: Pick<Database["public"]["Tables"]["offers"]["Row"], "offeror_id"> | null;
};

/** The sale that an accepted offer became, for its seller and its buyers; undefined: there is none. */
export async function getSaleOfOffer(
  estate: Estate,
  offerId: string,
): Promise<SaleStory | undefined> {
  return dataAs<SaleStory[]>(
    await estate.from("sales").select(
      "*, parties:sale_parties!sale_parties_org_id_sale_id_fkey (*), " +
        "listing:listings!sales_org_id_listing_id_fkey (id, title, area, lga, state), " +
        "offer:offers!sales_org_id_offer_id_fkey (offeror_id)",
    ).eq("offer_id", offerId).limit(1),
  )[0];
}

/** A sale that you see; undefined where there is none. */
export async function getSale(estate: Estate, saleId: string): Promise<Sale | undefined> {
  return dataOf<Sale[]>(await estate.from("sales").select("*").eq("id", saleId))[0];
}

/** Who is in a sale. */
export async function listSaleParties(estate: Estate, saleId: string): Promise<SaleParty[]> {
  return dataOf(
    await estate.from("sale_parties").select("*").eq("sale_id", saleId).order("id"),
  );
}

/** Names somebody in a sale of yours; the same again is harmless. @throws {EstateError} sale.bad_party */
export async function addSaleParty(
  estate: Estate,
  saleId: string,
  party: NewSaleParty,
): Promise<SaleParty> {
  return dataOf(
    await estate.rpc("add_sale_party", {
      sale_id: saleId,
      role: party.role,
      full_name: party.fullName,
      ...given({
        address: party.address,
        phone: party.phone,
        profile_id: party.profileId,
        party_org_id: party.partyOrgId,
      }),
    }),
  );
}

/** Takes somebody out of a sale that is not over. */
export async function removeSaleParty(estate: Estate, partyId: string): Promise<void> {
  dataOf(await estate.rpc("remove_sale_party", { party_id: partyId }));
}

/**
 * Records the day (such as 2026-12-01) on which the contract of sale was signed, and demands the price of the buyer:
 * the deposit that day (a tenth unless `depositKobo` says otherwise), the balance at completion.
 *
 * @throws {EstateError} offer.wrong_side, sale.bad_date, sale.bad_deposit, sale.deposit_recorded, sale.closed, sale.illegal_transition
 */
export async function signSale(
  estate: Estate,
  saleId: string,
  signedOn: string,
  depositKobo?: number,
): Promise<Sale> {
  return dataOf(
    await estate.rpc("sign_sale", {
      sale_id: saleId,
      signed_on: signedOn,
      ...given({ deposit_kobo: depositKobo }),
    }),
  );
}

/**
 * Records completion at the agreed price: the unit is sold for good, and nothing of the sale changes afterwards. Another
 * price is proposed to the buyer first: {@link proposeSalePrice}.
 *
 * @throws {EstateError} offer.wrong_side, sale.bad_price, sale.price_differs, sale.bad_date, sale.party_missing, sale.closed, trust.level_missing
 */
export async function closeSale(
  estate: Estate,
  saleId: string,
  completion: {
    /** The agreed price, in kobo. */
    readonly priceKobo: number;
    /** Such as 2026-12-01; not in the future. */
    readonly closedOn: string;
    readonly deedReference?: string;
  },
): Promise<Sale> {
  return dataOf(
    await estate.rpc("close_sale", {
      sale_id: saleId,
      price_kobo: completion.priceKobo,
      closed_on: completion.closedOn,
      ...given({ deed_reference: completion.deedReference }),
    }),
  );
}

/**
 * Asks who made the accepted offer to agree to another price, in kobo; they are told both amounts, and nothing changes
 * until they say yes. The agreed price takes a proposal back.
 *
 * @throws {EstateError} offer.wrong_side, sale.bad_price, sale.buyer_gone, sale.already_paid, sale.payment_under_way, sale.closed, trust.level_missing
 */
export async function proposeSalePrice(
  estate: Estate,
  saleId: string,
  priceKobo: number,
): Promise<Sale> {
  return dataOf(
    await estate.rpc("propose_sale_price", { sale_id: saleId, price_kobo: priceKobo }),
  );
}

/**
 * Answers, as who made the accepted offer, the price that the seller proposes, in kobo as you were shown it.
 *
 * @throws {EstateError} sale.superseded, sale.already_paid, sale.payment_under_way, sale.closed
 */
export async function answerSalePrice(
  estate: Estate,
  saleId: string,
  priceKobo: number,
  agree: boolean,
): Promise<Sale> {
  return dataOf(
    await estate.rpc("answer_sale_price", { sale_id: saleId, price_kobo: priceKobo, agree }),
  );
}

/** Records that a sale came to nothing; the listing is on the market again. */
export async function failSale(estate: Estate, saleId: string, reason: string): Promise<Sale> {
  return dataOf(await estate.rpc("fail_sale", { sale_id: saleId, reason }));
}
