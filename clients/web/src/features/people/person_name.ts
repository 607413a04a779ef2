/** What somebody is called, where it may be known. */
import { t } from "@lingui/core/macro";

/** Their name. */
export const personName = (person: { readonly display_name: string } | null): string =>
  person?.display_name ?? t`Somebody whose account is gone`;
