/** Title papers and how far they were examined, in words. */
import { t } from "@lingui/core/macro";
import type { TitleDocument } from "@estate/sdk";
import type { Meaning } from "../../ui/status_chip.tsx";

/** The most usual first. */
export const titleKinds = [
  "certificate_of_occupancy",
  "governors_consent",
  "deed_of_assignment",
  "registered_survey",
  "excision_gazette",
  "family_receipt",
  "power_of_attorney",
  "probate",
  "building_approval",
] as const;

/** "Certificate of occupancy". */
export function titleKind(kind: TitleDocument["kind"]): string {
  switch (kind) {
    case "certificate_of_occupancy":
      return t`Certificate of occupancy (C of O)`;
    case "governors_consent":
      return t`Governor's consent`;
    case "deed_of_assignment":
      return t`Deed of assignment`;
    case "registered_survey":
      return t`Registered survey`;
    case "excision_gazette":
      return t`Excision (gazette)`;
    case "family_receipt":
      return t`Family receipt`;
    case "power_of_attorney":
      return t`Power of attorney`;
    case "probate":
      return t`Probate or letters of administration`;
    case "building_approval":
      return t`Building approval`;
  }
}

/** How far it was examined. */
export function titleState(
  status: TitleDocument["status"],
): { readonly meaning: Meaning; readonly words: string } {
  switch (status) {
    case "unseen":
      return { meaning: "wait", words: t`Waits for our staff` };
    case "copy_seen":
      return { meaning: "info", words: t`Copy seen, registry not searched` };
    case "searched_clean":
      return { meaning: "good", words: t`The registry agrees` };
    case "searched_adverse":
      return { meaning: "bad", words: t`The registry does not agree` };
  }
}
