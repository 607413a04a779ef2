/** What was checked of a person, in words. What has none here keeps its own name: a check must never be hidden or made more of. */
import { t } from "@lingui/core/macro";

/** One check. */
export function checkWord(what: string): string {
  switch (what) {
    case "phone":
      return t`Phone checked`;
    case "email":
      return t`E-mail checked`;
    case "bank_account":
      return t`Bank account in their name`;
    case "bvn":
      return t`Identity, by BVN`;
    case "nin":
    case "vnin":
      return t`Identity, by NIN`;
    case "agent_licence":
      return t`Licence as an agent`;
    default:
      return what.replaceAll("_", " ");
  }
}
