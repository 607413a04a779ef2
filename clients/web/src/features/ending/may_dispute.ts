/** Whether a tenant may still say that a part of the deposit should not have been kept; the project has the last word. */
import type { Deposit, DepositDeduction, DepositReturn } from "@estate/sdk";

/** What it hangs on. */
export interface OfDeposit {
  readonly deposit: Pick<Deposit, "held_kobo">;
  readonly returns: readonly Pick<
    DepositReturn,
    "status" | "decided_by" | "answer_by" | "created_at"
  >[];
}

/** `me`: who asks; `now`: an instant; `today`: the Nigerian date. */
export function mayDispute(
  deduction: Pick<DepositDeduction, "created_at" | "dispute_by">,
  { deposit, returns }: OfDeposit,
  me: string | undefined,
  now: number,
  today: string,
): boolean {
  if (deduction.dispute_by !== null && deduction.dispute_by < today) return false;
  // Who has said that the rest is back, or let the time to say no pass, has closed the deposit.
  const since = returns.filter((it) =>
    it.status !== "reversed" && Date.parse(it.created_at) >= Date.parse(deduction.created_at)
  );
  return deposit.held_kobo > 0 || since.length === 0 ||
    since.some((it) =>
      it.status !== "confirmed" || it.decided_by !== me && Date.parse(it.answer_by) > now
    );
}
