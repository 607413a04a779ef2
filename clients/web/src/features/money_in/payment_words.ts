/** Ways to pay, states and kinds of charges in words. */
import { t } from "@lingui/core/macro";
import type { ExpectedCharge, OfflinePayment } from "@estate/sdk";
import type { Meaning } from "../../ui/status_chip.tsx";

/** How somebody paid. */
export function methodName(method: OfflinePayment["method"]): string {
  switch (method) {
    case "bank_transfer":
      return t`Bank transfer`;
    case "cash":
      return t`Cash`;
    case "pos":
      return t`POS`;
    case "cheque":
      return t`Cheque`;
    case "paystack":
      return "Paystack";
    case "flutterwave":
      return "Flutterwave";
    case "deposit":
      return t`From the deposit`;
    case "withholding_tax":
      return t`Certificate of withheld tax`;
  }
}

/** Where a reported payment stands. */
export function paymentState(
  status: OfflinePayment["status"],
): { readonly meaning: Meaning; readonly words: string } {
  switch (status) {
    case "submitted":
      return { meaning: "wait", words: t`To confirm` };
    case "needs_more":
      return { meaning: "wait", words: t`The payer is asked for more` };
    case "recorded":
      return { meaning: "wait", words: t`The payer is asked` };
    case "disputed":
      return { meaning: "bad", words: t`The payer says no` };
    case "confirmed":
      return { meaning: "good", words: t`Confirmed` };
    case "rejected":
      return { meaning: "bad", words: t`Did not come` };
    case "expired":
      return { meaning: "warn", words: t`Nobody looked in time` };
    case "reversed":
      return { meaning: "bad", words: t`Taken back` };
  }
}

/** What a charge is for. */
export function chargeKind(kind: ExpectedCharge["kind"]): string {
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
    case "sale_deposit":
      return t`Deposit of a sale`;
    case "sale_balance":
      return t`Balance of a sale`;
    case "application_fee":
      return t`Application fee`;
    default:
      return t`Other`;
  }
}
