/** Whether the card that pays is kept, with the text that one agrees to by it. */
import { t } from "@lingui/core/macro";
import { useLingui } from "@lingui/react";
import { useQuery } from "@tanstack/react-query";
import type { AgreedText } from "@estate/sdk";
import { Checkbox } from "../../ui/checkbox.tsx";
import { consentQuery } from "./autopay_query.ts";
import { consentTextFor } from "./consent_text.ts";

/** `onKeep` gets the text, or nothing; without a text there is nothing to agree to, and no box. */
export function KeepCard(
  { isLeaving, onKeep }: {
    readonly isLeaving: boolean;
    readonly onKeep: (text: AgreedText | undefined) => void;
  },
) {
  const { i18n: { locale } } = useLingui();
  const { data: texts = [] } = useQuery(consentQuery("save_authorization"));
  const text = consentTextFor(texts, locale);
  if (text === undefined) return null;
  const { version, language } = text;
  return (
    <Checkbox
      name="keep_card"
      disabled={isLeaving}
      label={t`Keep my card for next time`}
      hint={<span lang={language}>{text.body}</span>}
      onChange={(event) => onKeep(event.target.checked ? { version, language } : undefined)}
    />
  );
}
