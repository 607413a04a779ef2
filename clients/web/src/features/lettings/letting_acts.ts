/** What the landlord's side can do with a tenancy where it stands; the project has the last word. */
import type { Letting, Tenancy } from "@estate/sdk";

/** activate: agreed on paper; withdraw: an offer; notice: it is to end on a day; end: possession came back. */
export const lettingMoves = ["activate", "renew", "notice", "end", "withdraw"] as const;
/** One of them. */
export type LettingMove = (typeof lettingMoves)[number];

/** Beside them, keep and refund: of the deposit, once the tenants have left. */
export const lettingActs = [...lettingMoves, "keep", "refund"] as const;
/** One of them. */
export type LettingAct = (typeof lettingActs)[number];

type Known = Pick<Letting, "status"> & {
  readonly parties: readonly {
    readonly accepted_at: string | null;
    readonly tenant: { readonly user_id: string | null };
  }[];
};

/** What can be done, what mostly comes next first. */
export function movesOf(
  { status, parties }: Known,
  renewals: readonly Pick<Tenancy, "status">[],
): readonly LettingMove[] {
  switch (status) {
    case "offered": {
      const waits = parties.filter(({ accepted_at }) => accepted_at === null);
      const onPaper = waits.length > 0 && waits.every(({ tenant }) => tenant.user_id === null);
      return onPaper ? ["activate", "withdraw"] : ["withdraw"];
    }
    case "draft":
      return ["withdraw"];
    case "active":
    case "holding_over": {
      const renewed = renewals.some(({ status }) => status !== "cancelled" && status !== "ended");
      return renewed ? ["end"] : ["renew", "notice", "end"];
    }
    case "notice_given":
      return ["end"];
    default:
      return [];
  }
}

/** Of them, what an agency does by its mandate to sign: it renews what has begun, and takes back what it offered itself. */
export function movesOfAgency(
  moves: readonly LettingMove[],
  { hasBegun, hasOffered }: { readonly hasBegun: boolean; readonly hasOffered: boolean },
): readonly LettingMove[] {
  return moves.filter((it) => it === "renew" && hasBegun || it === "withdraw" && hasOffered);
}
