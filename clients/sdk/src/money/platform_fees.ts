import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { Database } from "../generated/database.types.ts";
import type { CheckoutProvider } from "./payments.ts";

/** What the platform takes of payments from a day on. Amounts in kobo. */
export type PlatformFeeRule = Database["public"]["Tables"]["platform_fee_rules"]["Row"];
/** What it takes of one amount, by how it is paid, in kobo. */
export type PlatformFeeQuote = Database["public"]["Functions"]["platform_fee_quote"]["Returns"][
  number
];
/** A line of what it took, gave back and collected, in kobo. */
export type PlatformFeeLine = Database["public"]["Functions"]["platform_fees"]["Returns"][number];
/** A row of the platform's own books. */
export type PlatformMove = Database["public"]["Tables"]["platform_moves"]["Row"];
/** Which payments owe the fee. */
export type PlatformFeeScope = Database["public"]["Enums"]["platform_fee_scope"];

/**
 * What the platform takes of a payment of so much to an organization, by how it is paid, before it is begun; on a later
 * day by a rule that is to come.
 */
export async function platformFeeQuote(
  estate: Estate,
  orgId: string,
  amountKobo: number,
  begunOn?: string,
): Promise<PlatformFeeQuote[]> {
  return dataOf(
    await estate.rpc("platform_fee_quote", {
      org_id: orgId,
      amount_kobo: amountKobo,
      ...given({ begun_on: begunOn }),
    }),
  );
}

/** What the platform took of an organization's payments between two Nigerian days, both included. */
export async function listPlatformFees(
  estate: Estate,
  orgId: string,
  days: { readonly fromOn: string; readonly toOn: string },
): Promise<PlatformFeeLine[]> {
  return dataOf(
    await estate.rpc("platform_fees", { org_id: orgId, from_on: days.fromOn, to_on: days.toOn }),
  );
}

/** The rules that the caller may see, newest first: those for everybody and those of their organizations. */
export async function listPlatformFeeRules(estate: Estate): Promise<PlatformFeeRule[]> {
  return dataOf(
    await estate.from("platform_fee_rules").select("*")
      .order("starts_on", { ascending: false }).order("id", { ascending: false }).limit(100),
  );
}

/**
 * For staff: sets what the platform takes of payments that are begun from a day on, of one organization or of everybody
 * who has no rule of their own.
 * @throws {EstateError} platform_fee.bad_fact, and what else docs/problems says
 */
export async function setPlatformFee(
  estate: Estate,
  rule: {
    readonly startsOn: string;
    readonly reason: string;
    readonly orgId?: string;
    readonly appliesTo?: PlatformFeeScope;
    /** In hundredths of a percent. */
    readonly bps?: number;
    readonly flatKobo?: number;
    readonly capKobo?: number;
    /** Whether it goes back with a refund, in the same part. */
    readonly isGivenBack?: boolean;
    /** Ends an organization's own rule. */
    readonly followsDefault?: boolean;
  },
): Promise<PlatformFeeRule> {
  return dataOf(
    await estate.rpc("set_platform_fee", {
      starts_on: rule.startsOn,
      reason: rule.reason,
      ...given({
        org_id: rule.orgId,
        applies_to: rule.appliesTo,
        bps: rule.bps,
        flat_kobo: rule.flatKobo,
        cap_kobo: rule.capKobo,
        is_given_back: rule.isGivenBack,
        follows_default: rule.followsDefault,
      }),
    }),
  );
}

/**
 * For staff: collects fees that an organization owes for payments through no provider, out of what a provider holds for
 * it, or, without a provider, as paid to the platform's bank. Sent again with the same `clientId` it is collected once.
 * @throws {EstateError} platform_fee.not_enough, and what else docs/problems says
 */
export async function collectPlatformFees(
  estate: Estate,
  collected: {
    readonly orgId: string;
    readonly amountKobo: number;
    readonly note: string;
    readonly provider?: CheckoutProvider;
  },
  clientId: string = crypto.randomUUID(),
): Promise<PlatformMove> {
  return dataOf(
    await estate.rpc("collect_platform_fees", {
      org_id: collected.orgId,
      amount_kobo: collected.amountKobo,
      client_id: clientId,
      note: collected.note,
      ...given({ provider: collected.provider }),
    }),
  );
}
