/** What a member of an organization is there, as it reads in an invitation. */
import { t } from "@lingui/core/macro";
import type { ReadInvitation } from "@estate/sdk";

/** "its accountant". */
export function memberRole(role: ReadInvitation["role"]): string {
  switch (role) {
    case "owner":
      return t`one of its owners`;
    case "manager":
      return t`its manager`;
    case "accountant":
      return t`its accountant`;
    case "agent":
      return t`its agent`;
    default:
      return t`a member`;
  }
}
