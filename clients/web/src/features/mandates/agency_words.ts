/** What there is to say of an agency that was found. What was checked is named as visitors read it on a listing. */
import { plural, t } from "@lingui/core/macro";
import type { FoundAgency } from "@estate/sdk";
import { date } from "../../format/date.ts";
import { checkName } from "../listing/check_words.ts";

/** What was checked of it and when, a line each. */
export const checkLines = ({ checked }: Pick<FoundAgency, "checked">): readonly string[] =>
  checked.map(({ what, on }) => t`${checkName(what)}: checked on ${date(on)}`);

/** Where it lists homes, and how many. */
export function whereAndHowMany(
  { area, state, live_listings: count }: Pick<FoundAgency, "area" | "state" | "live_listings">,
): string {
  if (count === 0) return t`No home on the market now`;
  const homes = plural(count, { one: "# home on the market", other: "# homes on the market" });
  return area === null ? homes : `${area}, ${state} · ${homes}`;
}
