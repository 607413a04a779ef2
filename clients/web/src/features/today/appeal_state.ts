/** How it stands with an appeal against the suspension of an organization. */

/** What is known of an appeal. */
export interface Appeal {
  readonly subject: string;
  readonly subject_id: string;
  readonly created_at: string;
  readonly decided_at: string | null;
  readonly decision_reason: string | null;
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
