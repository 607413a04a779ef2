/** Reads the body of POST /transaction/initialize. */
import type { ErrorCode } from "./api_error.ts";
import { MINIMUM_NAIRA_CHARGE } from "./money.ts";
import type { Split, TransactionRequest } from "./transaction.ts";

/** The request, or the documented error it earns. */
export type InitializeRequest =
  | { readonly request: TransactionRequest }
  | { readonly code: ErrorCode; readonly message: string };

const REFERENCE = /^[A-Za-z0-9.=-]{1,100}$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

const invalid = (message: string) => ({ code: "invalid_params" as const, message });
const missing = (message: string) => ({ code: "missing_params" as const, message });

/** The address when it is one a browser may be sent to, else null. */
export function webAddress(value: unknown): string | null {
  if (typeof value !== "string" || !URL.canParse(value)) return null;
  const { protocol, href } = new URL(value);
  return protocol === "http:" || protocol === "https:" ? href : null;
}

function parseAmount(value: unknown): number | null {
  const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number > 0 ? number : null;
}

/** Metadata may come as JSON text; text that is not JSON stays what it is. */
function parseMetadata(value: unknown): unknown {
  if (typeof value !== "string") return value ?? "";
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

function cancelAddress(metadata: unknown): string | null {
  if (typeof metadata !== "object" || metadata === null) return null;
  return webAddress((metadata as Record<string, unknown>)["cancel_action"]);
}

/** Who else is paid, as far as the body says so; the text says what is wrong with it. */
function parseSplit(
  body: Readonly<Record<string, unknown>>,
  amount: number,
  find: (code: string) => { isActive: boolean; percentageCharge: number } | undefined,
): Split | undefined | string {
  const { subaccount: code, transaction_charge: charge, bearer = "account" } = body;
  if (code === undefined || code === null) return undefined;
  const found = typeof code === "string" ? find(code) : undefined;
  if (found === undefined) return "Subaccount code is invalid";
  if (!found.isActive) return "Subaccount is inactive";
  if (bearer !== "account" && bearer !== "subaccount") return "Invalid value for bearer";
  // Nothing, like no charge at all, leaves it to the percentage.
  const kobo = charge === undefined || charge === null ? 0 : Number(charge);
  if (!Number.isSafeInteger(kobo) || kobo < 0) return "Invalid transaction charge";
  if (kobo >= amount) return "Transaction charge cannot be more than the amount";
  return {
    code: String(code),
    charge: kobo === 0 ? null : kobo,
    bearer,
    percentage: found.percentageCharge,
  };
}

/** Checks the fields in the order the provider does: presence first, then form. */
export function parseInitialize(
  body: Readonly<Record<string, unknown>>,
  find: (code: string) => { isActive: boolean; percentageCharge: number } | undefined = () =>
    undefined,
): InitializeRequest {
  const { email, currency = "NGN", reference = null } = body;
  if (typeof email !== "string" || email === "") return missing("Email is required");
  if (body["amount"] === undefined || body["amount"] === null) {
    return missing("Amount is required");
  }
  if (!EMAIL.test(email)) return invalid("Invalid Email Address Passed");
  const amount = parseAmount(body["amount"]);
  if (amount === null) return invalid("Invalid Amount Sent");
  if (currency !== "NGN") return invalid("Currency not supported by merchant");
  if (amount < MINIMUM_NAIRA_CHARGE) {
    return invalid(`Amount must be at least ${MINIMUM_NAIRA_CHARGE} kobo`);
  }
  if (reference !== null && (typeof reference !== "string" || !REFERENCE.test(reference))) {
    return invalid("Only -, ., = and alphanumeric characters are allowed in a reference");
  }
  const callback = body["callback_url"] ?? null;
  const callbackUrl = webAddress(callback);
  if (callback !== null && callbackUrl === null) {
    return invalid("Invalid callback URL");
  }
  const metadata = parseMetadata(body["metadata"]);
  const cancelUrl = cancelAddress(metadata);
  const split = parseSplit(body, amount, find);
  if (typeof split === "string") return invalid(split);
  const request = { email, amount, currency, reference, callbackUrl, cancelUrl, metadata };
  return { request: split === undefined ? request : { ...request, split } };
}
