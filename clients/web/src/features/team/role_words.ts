/** What each role may do, in words: private.role_permissions of the database decides it. */
import { t } from "@lingui/core/macro";
import type { Member } from "@estate/sdk";

/** Those who may do most first. */
export const roles = ["owner", "manager", "accountant", "agent"] as const;

/** Who decides about money that goes out counts as a second person only after three days, says the project. */
export const decidesAboutMoney = (role: Member["role"]): boolean =>
  role === "owner" || role === "accountant";

/** In a sentence. */
export function roleMay(role: Member["role"]): string {
  switch (role) {
    case "owner":
      return t`Everything: also the team, mandates, confirming payments and sending money out`;
    case "manager":
      return t`Homes, listings, lettings, charges and messages. Confirms no payments, sends no money out`;
    case "accountant":
      return t`Money: charges, confirming payments, sending money out. Sees homes and lettings`;
    case "agent":
      return t`Listings, enquiries, viewings and applicants. Sees homes and lettings, no money`;
  }
}
