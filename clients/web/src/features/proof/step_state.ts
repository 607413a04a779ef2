/** How far somebody is with one step of proving who they are. */
import type { VerificationStep } from "@estate/sdk";

/**
 * todo: nothing was begun. asking: a company is asked, by itself. person: somebody of the staff looks. verified. ending:
 * verified for less than a month more. refused: by itself, or by a person; expired; revoked. off: cannot be begun now.
 */
export type StepState =
  | "todo"
  | "asking"
  | "person"
  | "verified"
  | "ending"
  | "refused"
  | "rejected"
  | "expired"
  | "revoked"
  | "off";

/** What of a step decides. What the generated types call text may be null. */
export type StepFacts =
  & Pick<VerificationStep, "is_on">
  & {
    readonly status: VerificationStep["status"] | null;
    readonly verified_at: string | null;
    readonly expires_at: string | null;
  };

const month = 30 * 86_400_000;

/** The state of a step. What is verified stays so while it is verified anew. */
export function stateOf(step: StepFacts, now = Date.now()): StepState {
  if (step.verified_at !== null) {
    const ends = step.expires_at === null ? Infinity : Date.parse(step.expires_at);
    return ends - now < month ? "ending" : "verified";
  }
  switch (step.status) {
    case "consented":
    case "submitted":
    case "provider_pending":
      return "asking";
    case "manual_review":
    case "appealed":
      return "person";
    case "failed":
      return "refused";
    case "rejected":
      return "rejected";
    case "expired":
    // Its end has come, and nobody has written it down yet.
    case "verified":
      return "expired";
    case "revoked":
      return "revoked";
    case null:
      return step.is_on ? "todo" : "off";
  }
}

/** Whether a case waits: it can be withdrawn, and no other of its kind may be begun. */
export function isOpen(status: StepFacts["status"]): boolean {
  return status !== null &&
    ["consented", "submitted", "provider_pending", "manual_review", "appealed"].includes(status);
}

/** Whether it can be begun, now or anew. */
export function mayBegin(step: StepFacts, now = Date.now()): boolean {
  return step.is_on && !isOpen(step.status) && stateOf(step, now) !== "verified";
}
