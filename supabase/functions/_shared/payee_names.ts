/** The name that a bank gives for an account beside those that it may stand under. */
import { matchNames } from "./names/name_match.ts";

/** A name with which the bank's is compared. */
export interface PayeeName {
  readonly whose: "owner" | "organization";
  readonly person_id: string | null;
  readonly name: string;
}

/** How well each fits; what that is worth the database decides. */
export function comparePayeeNames(
  names: readonly PayeeName[],
  accountName: string,
) {
  return names.map(({ whose, person_id, name }) => {
    const { score, reasons } = matchNames(name, accountName);
    // Words stay here: the database has both names, and needs to say only why.
    return { whose, person_id, score, reasons: reasons.map((it) => it.code) };
  });
}
