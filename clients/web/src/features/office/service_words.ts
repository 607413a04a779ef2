/** Why a record of service does not count, in words. */
import { t } from "@lingui/core/macro";

/** One reason of the database. */
export function whyNot(code: string): string {
  const words: Readonly<Record<string, string>> = {
    courtesy_copy: t`A courtesy copy: the law does not name this way`,
    not_effective: t`It did not come off`,
    no_evidence: t`There is no photo or paper that shows it`,
    no_recipient: t`It is not said into whose hands`,
    no_witness: t`There is no witness`,
    no_reference: t`The courier's reference is missing`,
    too_late: t`It was after the last day for it`,
    recorded_too_late: t`It was recorded after the notice took effect`,
  };
  return words[code] ?? code;
}
