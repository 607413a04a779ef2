/** What is owed, how it is paid and how a payment stands, in words. */
import { lastDay } from "./calendar.ts";
import { t } from "@lingui/core/macro";
import type { ChargeBalance, ListedPayment, OfflinePayment, ReceiptWithVoid } from "@estate/sdk";
import { date } from "./date.ts";
import type { Meaning } from "../ui/status_chip.tsx";

/** Colour and sign of a word. */
export interface Said {
  readonly meaning: Meaning;
  readonly word: string;
}

/** What is owed. */
export function chargeKind(kind: ChargeBalance["kind"]): string {
  switch (kind) {
    case "rent":
      return t`Rent`;
    case "service_charge":
      return t`Service charge`;
    case "caution_deposit":
      return t`Caution deposit`;
    case "agency_fee":
      return t`Agency fee`;
    case "legal_fee":
      return t`Legal fee`;
    case "agreement_fee":
      return t`Agreement fee`;
    case "utility":
      return t`Water, light and other utilities`;
    case "penalty":
      return t`Fee for paying late`;
    case "damage":
      return t`Damage`;
    case "application_fee":
      return t`Application fee`;
    case "sale_deposit":
      return t`Deposit on the price`;
    case "sale_balance":
      return t`Balance of the price`;
    default:
      return t`Other`;
  }
}

/** A period as the database writes it, "[2026-01-01,2027-01-01)": its first and its last day. */
export function period(range: string | null): string | undefined {
  const [, from, to] = /^\[(\d{4}-\d{2}-\d{2}),(\d{4}-\d{2}-\d{2})\)$/.exec(range ?? "") ?? [];
  if (from === undefined || to === undefined) return undefined;
  const last = lastDay(to);
  const first = date(from);
  const until = date(last);
  return t`${first} to ${until}`;
}

/** How a charge stands. */
export function chargeStatus({ status, due_on }: ChargeBalance, today: string): Said {
  switch (status) {
    case "paid":
      return { meaning: "good", word: t`Paid` };
    case "overdue":
      return { meaning: "bad", word: t`Overdue` };
    case "part_paid":
      return due_on < today
        ? { meaning: "bad", word: t`Part paid, overdue` }
        : { meaning: "warn", word: t`Part paid` };
    case "withheld":
      return { meaning: "info", word: t`Tax certificate missing` };
    case "reversed":
      return { meaning: "wait", word: t`Taken back` };
    default:
      return due_on <= today
        ? { meaning: "warn", word: t`Due today` }
        : { meaning: "wait", word: t`Not due yet` };
  }
}

/** How a payment is made. */
export function paymentMethod(method: ListedPayment["method"]): string {
  switch (method) {
    case "paystack":
      return "Paystack";
    case "flutterwave":
      return "Flutterwave";
    case "bank_transfer":
      return t`Bank transfer`;
    case "cash":
      return t`Cash`;
    case "pos":
      return t`POS`;
    case "cheque":
      return t`Cheque`;
    case "deposit":
      return t`Out of the deposit`;
    case "withholding_tax":
      return t`Tax certificate`;
  }
}

/** How a payment stands. Never paid before its receipt is there: the screens that know say more. */
export function paymentStatus(
  { status, amount_kobo, returned_kobo }: Pick<
    ListedPayment,
    "status" | "amount_kobo" | "returned_kobo"
  >,
): Said {
  switch (status) {
    case "created":
    case "pending":
      return { meaning: "wait", word: t`Not confirmed yet` };
    case "succeeded":
      return returned_kobo === 0
        ? { meaning: "good", word: t`Paid` }
        : returned_kobo < amount_kobo
        ? { meaning: "warn", word: t`Paid, a part went back` }
        : { meaning: "info", word: t`Went back to you` };
    case "failed":
      return { meaning: "bad", word: t`Did not happen` };
    case "abandoned":
      return { meaning: "wait", word: t`Given up` };
    case "needs_review":
      return { meaning: "warn", word: t`A person looks at it` };
    case "reversed":
      return { meaning: "bad", word: t`Taken back` };
  }
}

/** How a payment stands that no provider confirms, for who pays. */
export function offlineStatus(
  { status, source }: Pick<OfflinePayment, "status" | "source">,
): Said {
  switch (status) {
    case "submitted":
      return { meaning: "wait", word: t`Waits for your landlord` };
    case "needs_more":
      return { meaning: "warn", word: t`More proof is asked for` };
    case "recorded":
      return { meaning: "warn", word: t`Waits for your answer` };
    case "disputed":
      return { meaning: "warn", word: t`Estate looks at it` };
    case "confirmed":
      return { meaning: "good", word: t`Paid` };
    case "rejected":
      return {
        meaning: "bad",
        // What the landlord recorded was not looked for: they took their word back.
        word: source === "payee" ? t`Taken back` : t`Not found by your landlord`,
      };
    case "expired":
      return { meaning: "bad", word: t`Nobody answered in time` };
    case "reversed":
      return { meaning: "bad", word: t`Taken back` };
  }
}

/** What a receipt is for. */
export function receiptKind(kind: ReceiptWithVoid["kind"]): string {
  switch (kind) {
    case "rent":
      return t`Rent`;
    case "deposit":
      return t`Caution deposit`;
    case "service_charge":
      return t`Service charge`;
    case "sale":
      return t`Price of a home`;
    case "other":
      return t`Other`;
  }
}
