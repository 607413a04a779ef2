import type { Estate } from "../ground/client.ts";
import { dataAs, dataOf, EstateError, functionData } from "../ground/estate_error.ts";
import type { Database } from "../generated/database.types.ts";
import type { AgreedText } from "./autopay.ts";

/** A charge with what is paid and open, in kobo. */
export type ChargeBalance = Database["public"]["Views"]["charge_balances"]["Row"];

/** A checkout: send the payer's browser to its address. */
export interface Checkout {
  readonly payment_id: string;
  readonly reference: string;
  readonly status: string;
  readonly amount_kobo: number;
  readonly currency: string;
  readonly checkout_url: string;
}

/** Who takes the money of a checkout. */
export type CheckoutProvider = "paystack" | "flutterwave";

/** The charges of a tenancy, first due first. */
export async function listCharges(estate: Estate, tenancyId: string): Promise<ChargeBalance[]> {
  return dataOf(
    await estate.from("charge_balances").select("*").eq("tenancy_id", tenancyId).order("due_on"),
  );
}

/** Charges of an organization: those that are open, those of a month. Latest due first. */
export async function listOrgCharges(
  estate: Estate,
  orgId: string,
  of: {
    readonly statuses?: readonly NonNullable<ChargeBalance["status"]>[];
    /** First and last day on which they fall due. */
    readonly fromOn?: string;
    readonly toOn?: string;
    readonly limit?: number;
  } = {},
): Promise<ChargeBalance[]> {
  let asked = estate.from("charge_balances").select("*").eq("org_id", orgId);
  if (of.statuses !== undefined) asked = asked.in("status", [...of.statuses]);
  if (of.fromOn !== undefined) asked = asked.gte("due_on", of.fromOn);
  if (of.toOn !== undefined) asked = asked.lte("due_on", of.toOn);
  return dataOf(
    await asked.order("due_on", { ascending: false }).order("charge_id").limit(of.limit ?? 200),
  );
}

/** The charges of a sale, deposit and balance, as its buyers and the seller's side see them; first due first. */
export async function listSaleCharges(estate: Estate, saleId: string): Promise<ChargeBalance[]> {
  return dataOf(
    await estate.from("charge_balances").select("*").eq("sale_id", saleId).order("due_on"),
  );
}

/** The charges of an application, as the applicant and the landlord's side see them; first due first. */
export async function listApplicationCharges(
  estate: Estate,
  applicationId: string,
): Promise<ChargeBalance[]> {
  return dataOf(
    await estate.from("charge_balances").select("*").eq("application_id", applicationId)
      .order("due_on"),
  );
}

/**
 * Starts a checkout for what is open of charges that you owe, all of one tenancy, sale or
 * application. Repeat it with the same `idempotencyKey` after
 * a lost answer: there will be one payment with one provider. While a provider is down, the error
 * upstream.circuit_open names in `alternatives` who can be used instead; payment.checkout_lost asks for a new key.
 * `saveCard` names the text that you agreed to if the card that pays may be kept: see listConsentTexts().
 */
export async function startCheckout(
  estate: Estate,
  chargeIds: string[],
  idempotencyKey: string = crypto.randomUUID(),
  provider: CheckoutProvider = "paystack",
  saveCard?: AgreedText,
): Promise<Checkout> {
  return await functionData(
    await estate.functions.invoke<Checkout>("payments/checkouts", {
      method: "POST",
      headers: { "idempotency-key": idempotencyKey },
      body: {
        provider,
        charge_ids: chargeIds,
        ...(saveCard === undefined ? {} : {
          save_card: {
            consent_version: saveCard.version,
            consent_language: saveCard.language,
          },
        }),
      },
    }),
  );
}

/** Where to transfer what you owe: exactly this amount, until then (UTC). */
export interface Transfer extends Omit<Checkout, "checkout_url"> {
  readonly bank_name: string;
  readonly account_number: string;
  readonly expires_at: string;
}

/**
 * Asks for a bank account number to which you transfer what is open of charges that you owe, from any bank: a payment of its
 * own, as a checkout is, for one amount and an hour or so. Repeat it with the same `idempotencyKey` after a lost answer.
 */
export async function startTransfer(
  estate: Estate,
  chargeIds: string[],
  idempotencyKey: string = crypto.randomUUID(),
  provider: CheckoutProvider = "flutterwave",
): Promise<Transfer> {
  return await functionData(
    await estate.functions.invoke<Transfer>("payments/transfers", {
      method: "POST",
      headers: { "idempotency-key": idempotencyKey },
      body: { provider, charge_ids: chargeIds },
    }),
  );
}

/** How a payment of yours stands, as its provider says. */
export interface AskedPayment {
  readonly reference: string;
  readonly status: Database["public"]["Enums"]["payment_status"];
  /** unknown, not_begun: nobody has paid; pending: the provider works on it; null: there is nothing to ask. */
  readonly answer:
    | "unknown"
    | "not_begun"
    | "pending"
    | "failed"
    | "succeeded"
    | "unreachable"
    | null;
}

/**
 * Has the provider asked what became of a payment of yours: what it declined is failed from then on. `givesUp` gives up what
 * nobody has paid; money that comes all the same is settled. @throws {EstateError} payment.unknown
 */
export async function askPayment(
  estate: Estate,
  reference: string,
  givesUp = false,
): Promise<AskedPayment> {
  return await functionData(
    await estate.functions.invoke<AskedPayment>("payments/asked", {
      method: "POST",
      body: { reference, gives_up: givesUp },
    }),
  );
}

/** A payment as its two sides see it, with the charges that it is meant for. Amounts in kobo. */
export type ListedPayment =
  & Pick<
    Database["public"]["Tables"]["payments"]["Row"],
    | "id"
    | "reference"
    | "method"
    | "status"
    | "amount_kobo"
    | "returned_kobo"
    | "channel"
    | "checkout_url"
    | "failure_reason"
    | "created_at"
    | "paid_at"
    | "org_id"
    | "tenancy_id"
    | "sale_id"
    | "application_id"
    | "payer_id"
  >
  & {
    readonly items: readonly { readonly charge_id: string; readonly amount_kobo: number }[];
    /** Of the price of a home: the offer that the sale came of. */
    readonly sale: { readonly offer_id: string } | null;
    /** Of a fee for applying: what was applied for. */
    readonly application: { readonly listing_id: string } | null;
  };

const paymentColumns = "id, reference, method, status, amount_kobo, returned_kobo, channel, " +
  "checkout_url, failure_reason, created_at, paid_at, org_id, tenancy_id, sale_id, application_id, " +
  "payer_id, items:payment_items (charge_id, amount_kobo), " +
  "sale:sales!payments_org_id_sale_id_fkey (offer_id), " +
  "application:applications!payments_org_id_application_id_fkey (listing_id)";

/** The payments of a tenancy, newest first; `beforeId` is the last one of the page before. */
export async function listPayments(
  estate: Estate,
  tenancyId: string,
  page: { readonly beforeId?: string; readonly limit?: number } = {},
): Promise<ListedPayment[]> {
  let found = estate.from("payments").select(paymentColumns).eq("tenancy_id", tenancyId)
    .order("id", { ascending: false }).limit(page.limit ?? 50);
  if (page.beforeId !== undefined) found = found.lt("id", page.beforeId);
  return dataAs<ListedPayment[]>(await found);
}

/** The payments of a sale or an application, newest first. */
export async function listDealPayments(
  estate: Estate,
  deal: { readonly saleId: string } | { readonly applicationId: string },
): Promise<ListedPayment[]> {
  const found = estate.from("payments").select(paymentColumns);
  const of = "saleId" in deal
    ? found.eq("sale_id", deal.saleId)
    : found.eq("application_id", deal.applicationId);
  return dataAs<ListedPayment[]>(await of.order("id", { ascending: false }).limit(50));
}

/** A payment that you may see, by its reference; undefined: there is none. */
export async function findPayment(
  estate: Estate,
  reference: string,
): Promise<ListedPayment | undefined> {
  return dataAs<ListedPayment[]>(
    await estate.from("payments").select(paymentColumns).eq("reference", reference).limit(1),
  )[0];
}

/** How a payment stands, as anybody may know who holds its reference. */
export interface PaymentStanding {
  readonly reference: string;
  readonly status: Database["public"]["Enums"]["payment_status"];
  readonly amount_kobo: number;
  readonly currency: string;
  /** What of it went back, in kobo. */
  readonly refunded_kobo: number;
}

/** How a payment stands, by its reference; needs no login. Undefined: there is no such payment. */
export async function paymentByReference(
  estate: Estate,
  reference: string,
): Promise<PaymentStanding | undefined> {
  try {
    return await functionData(
      await estate.functions.invoke<PaymentStanding>(
        `checks/payments/${encodeURIComponent(reference)}`,
        { method: "GET" },
      ),
    );
  } catch (error) {
    if (error instanceof EstateError && error.code === "payment.unknown") return undefined;
    throw error;
  }
}
