/** What needs somebody although nobody asks for it: rent that is overdue, and a bank account that was never named. */
import type { OrgToday, PayeeAccount } from "@estate/sdk";

/** Overdue rent, of how many tenancies; where the money may go, and nowhere yet. */
export type StandingNeed =
  | { readonly kind: "overdue"; readonly kobo: number; readonly tenancies: number }
  | { readonly kind: "no_account" };

/** By the figures that the reader may know; `accounts` is undefined for who may not name one, and while it is not known. */
export function standingNeeds(
  { ageing }: OrgToday["figures"],
  accounts: readonly Pick<PayeeAccount, "status">[] | undefined,
): readonly StandingNeed[] {
  const isNamed = accounts?.some(({ status }) => status === "proposed" || status === "approved");
  return [
    ...(ageing !== undefined && ageing.overdue_kobo > 0
      ? [{ kind: "overdue" as const, kobo: ageing.overdue_kobo, tenancies: ageing.tenancies }]
      : []),
    ...(isNamed === false ? [{ kind: "no_account" as const }] : []),
  ];
}
