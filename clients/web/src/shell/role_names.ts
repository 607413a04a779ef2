/** What somebody is in an organization, in words. */
import { t } from "@lingui/core/macro";
import type { Hats } from "@estate/sdk";

/** The word for a role. */
export function roleName(role: Hats["memberships"][number]["role"]): string {
  switch (role) {
    case "owner":
      return t({ message: "Owner", context: "role" });
    case "manager":
      return t({ message: "Manager", context: "role" });
    case "accountant":
      return t({ message: "Accountant", context: "role" });
    case "agent":
      return t({ message: "Agent", context: "role" });
  }
}
