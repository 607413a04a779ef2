/** What an organization is, in words. */
import { t } from "@lingui/core/macro";
import type { Organization } from "@estate/sdk";

/** In the order in which they are offered. */
export const kinds = ["owner", "manager", "agency", "developer"] as const;

/** Its name, and what such a one does here. */
export function kindWords(
  kind: Organization["kind"],
): { readonly name: string; readonly more: string } {
  switch (kind) {
    case "owner":
      return { name: t`Landlord`, more: t`I let or sell homes of my own` };
    case "manager":
      return { name: t`Property manager`, more: t`We manage homes for their owners` };
    case "agency":
      return { name: t`Estate agency`, more: t`We let and sell homes of others` };
    case "developer":
      return { name: t`Developer`, more: t`We build and sell` };
  }
}
