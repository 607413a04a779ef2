/** What somebody is called where others read it. */
import { saidName } from "@estate/sdk";
import { t } from "@lingui/core/macro";

/** Their name, or that they have not said it. */
export const shownName = (name: string | null | undefined): string =>
  saidName(name) ?? t`Somebody who has not said their name`;
