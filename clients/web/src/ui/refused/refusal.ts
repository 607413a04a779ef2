/** Why the project refused (403): what of it asks for the same words. Not every refusal is one that an owner can lift. */

/** What stands in the way. */
export type Refusal =
  | "right"
  | "proof"
  | "factor"
  | "stale"
  | "suspended"
  | "organization_suspended"
  | "someone_else"
  | "too_new"
  | "asker_too_new"
  | "mandate"
  | "owner"
  | "consent"
  | "blocked"
  | "staff_decide"
  | "not_agreed"
  | "addressee"
  | "author";

const known: Readonly<Record<string, Refusal>> = {
  "auth.forbidden": "right",
  // A policy of the database, and of Storage.
  "42501": "right",
  "storage.refused": "right",
  "auth.insufficient_assurance": "factor",
  // Auth's own.
  insufficient_aal: "factor",
  user_banned: "suspended",
  "auth.stale_sign_in": "stale",
  "trust.level_missing": "proof",
  "application.level_missing": "proof",
  "person.suspended": "suspended",
  "organization.suspended": "organization_suspended",
  "refund.same_person": "someone_else",
  "deposit.own_return": "someone_else",
  "deposit.own_dispute": "someone_else",
  "membership.too_new": "too_new",
  "membership.asker_too_new": "asker_too_new",
  "mandate.required": "mandate",
  "mandate.owner_only": "owner",
  "statutory_notice.no_authority": "mandate",
  "history.not_granted": "consent",
  "conversation.blocked": "blocked",
  "offline_payment.disputed": "staff_decide",
  "offline_payment.not_agreed": "not_agreed",
  "deposit.not_agreed": "not_agreed",
  "guarantor.not_for_you": "addressee",
  "invitation.not_for_you": "addressee",
  "message.not_yours": "author",
  "statutory_notice.not_yours": "author",
};

/** What a code says that is in the way; undefined: no more is known than the project's own sentence. */
export function refusalOf(code: string): Refusal | undefined {
  // Whom something concerns does not decide it: every chapter calls that `own`.
  return known[code] ?? (/^[a-z_]+\.own$/.test(code) ? "someone_else" : undefined);
}
