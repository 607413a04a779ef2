/** What somebody is called, where it may be known. */
import { t } from "@lingui/core/macro";
import { shownName } from "../../format/shown_name.ts";

/** Their name. */
export const personName = (person: { readonly display_name: string } | null): string =>
  person === null ? t`Somebody whose account is gone` : shownName(person.display_name);
