/** What a mandate allows and how it stands, in words. */
import { t } from "@lingui/core/macro";
import type { Mandate, MandateScope } from "@estate/sdk";
import type { Meaning } from "../../ui/status_chip.tsx";

/** In the order in which an agency works. */
export const scopes = ["list", "show", "collect", "sign"] as const;

/** What the agency may do. */
export function scopeWords(scope: MandateScope): { readonly name: string; readonly more: string } {
  switch (scope) {
    case "list":
      return { name: t`List`, more: t`Put your homes on the market, with photos and prices` };
    case "show":
      return { name: t`Show`, more: t`Answer enquiries and take people round` };
    case "collect":
      return { name: t`Collect`, more: t`Ask tenants for money and confirm what came` };
    case "sign":
      return { name: t`Sign`, more: t`Offer tenancies and renew them in your name` };
  }
}

/** Who pays the fee. */
export function payerName(payer: Mandate["fee_payer"]): string {
  switch (payer) {
    case "owner":
      return t`The owner`;
    case "tenant":
      return t`The tenant`;
    case "buyer":
      return t`The buyer`;
  }
}

/** How it stands; an active one counts on its days alone. `isMine`: one's own agency is to act. */
export function mandateState(
  { status, starts_on, ends_on }: Pick<Mandate, "status" | "starts_on" | "ends_on">,
  today: string,
  isMine: boolean,
): { readonly meaning: Meaning; readonly words: string } {
  switch (status) {
    case "offered":
      return isMine
        ? { meaning: "warn", words: t`Waits for your answer` }
        : { meaning: "wait", words: t`Waits for the agency` };
    case "active":
      if (ends_on <= today) return { meaning: "wait", words: t`Over` };
      return starts_on > today
        ? { meaning: "info", words: t`Accepted, begins later` }
        : { meaning: "good", words: t`In force` };
    case "declined":
      return { meaning: "bad", words: t`Declined` };
    case "withdrawn":
      return { meaning: "wait", words: t`Offer taken back` };
    case "revoked":
      return { meaning: "bad", words: t`Ended by the owner` };
    case "ended":
      return { meaning: "wait", words: t`Over` };
  }
}
