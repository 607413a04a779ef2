/** What a tenancy waits for, from the landlord's side: one thing, the most pressing. */
import type { Letting } from "@estate/sdk";
import { addDays } from "../../format/calendar.ts";

/**
 * accept: the tenants are to accept; on_paper: none of those who have not agreed has an account; sign: a signature of ours is
 * missing; correct: they disagree with an inspection; move_in: nobody has looked at the home yet; move_out: it ends and nobody
 * has looked; possession: the time is over; renew: it ends within 90 days; renewed: a renewal stands behind it; owner: it is the owner's turn, of a tenancy that an agency looks at.
 */
export type NextStep =
  | "accept"
  | "on_paper"
  | "sign"
  | "correct"
  | "move_in"
  | "move_out"
  | "possession"
  | "renew"
  | "renewed"
  | "owner"
  | "nothing";

type Known =
  & Pick<Letting, "id" | "parent_id" | "status" | "starts_on" | "ends_on" | "is_in_force">
  & {
    readonly parties: readonly {
      readonly accepted_at: string | null;
      readonly tenant: { readonly user_id: string | null };
    }[];
    readonly inspections: readonly Pick<Letting["inspections"][number], "kind" | "status">[];
  };

/** Of a tenancy on a day (YYYY-MM-DD). `others` are those among which its renewal would be. */
export function nextStep(
  it: Known,
  others: readonly Pick<Letting, "parent_id" | "status">[],
  today: string,
): NextStep {
  const looked = (kind: string) =>
    it.inspections.find((found) => found.kind === kind && found.status !== "cancelled");
  if (it.status === "offered") {
    const waits = it.parties.filter(({ accepted_at }) => accepted_at === null);
    return waits.length > 0 && waits.every(({ tenant }) => tenant.user_id === null)
      ? "on_paper"
      : "accept";
  }
  if (it.inspections.some(({ status }) => status === "disputed")) return "correct";
  if (it.inspections.some(({ status }) => status === "ready")) return "sign";
  if (!it.is_in_force) return "nothing";
  const renewal = others.find(({ parent_id, status }) =>
    parent_id === it.id && status !== "cancelled" && status !== "ended"
  );
  const ending = it.status === "notice_given" || it.status === "holding_over" ||
    it.ends_on <= today;
  if (ending && renewal === undefined) {
    return looked("move_out") === undefined ? "move_out" : "possession";
  }
  if (renewal !== undefined) return "renewed";
  // Who has lived there for long is not asked what it was like when they came.
  const isNew = it.parent_id === null && it.starts_on >= addDays(today, -30);
  if (isNew && looked("move_in") === undefined) return "move_in";
  return it.ends_on <= addDays(today, 90) ? "renew" : "nothing";
}

/** What of it is an agency's to wait for, which signs for the owner and sees no inspections: the rest is the owner's. */
export function stepOfAgency(step: NextStep): NextStep {
  switch (step) {
    case "on_paper":
    case "move_out":
    case "possession":
      return "owner";
    case "move_in":
    case "sign":
    case "correct":
      return "nothing";
    default:
      return step;
  }
}
