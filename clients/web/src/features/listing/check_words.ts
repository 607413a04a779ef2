/** What was checked, in words. What has none here keeps its own name, for a check must never be hidden or made more of. */
import { t } from "@lingui/core/macro";

/** Of who lists a home. */
export function checkName(what: string): string {
  switch (what) {
    case "owner_phone":
      return t`Phone number of the owner`;
    case "owner_email":
      return t`E-mail address of the owner`;
    case "owner_bank_account":
      return t`Bank account in the owner's name`;
    case "owner_bvn":
      return t`Identity of the owner, by BVN`;
    case "owner_nin":
    case "owner_vnin":
      return t`Identity of the owner, by NIN`;
    case "owner_agent_licence":
    case "agent_licence":
      return t`Licence as an agent`;
    default:
      return what.replaceAll("_", " ");
  }
}
