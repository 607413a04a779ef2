/** How it stands with an appeal against the suspension of an organization. */

/** What is known of an appeal. */
export interface Appeal {
  readonly subject: string;
  readonly subject_id: string;
  readonly created_at: string;
  readonly decided_at: string | null;
  readonly decision_reason: string | null;
  readonly is_granted: boolean | null;
}

/** How far it is. */
export type AppealStep = "waits" | "granted" | "refused";

/** Granted, the suspension is over, whatever else is remembered of the organization. */
export function stepOf(appeal: Pick<Appeal, "decided_at" | "is_granted">): AppealStep {
  return appeal.decided_at === null ? "waits" : appeal.is_granted === true ? "granted" : "refused";
}

/** The appeal against this suspension, newest first in `appeals`; one against an earlier suspension is none against this. */
export function appealAgainst<Known extends Appeal>(
  appeals: readonly Known[],
  orgId: string,
  suspendedAt: string,
): Known | undefined {
  return appeals.find((it) =>
    it.subject === "organization" && it.subject_id === orgId &&
    Date.parse(it.created_at) >= Date.parse(suspendedAt)
  );
}
