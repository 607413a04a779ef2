/** The five languages, and what has been read of them. */
import { useLingui } from "@lingui/react";
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { chooseLanguage } from "../../i18n/activate.ts";
import { languageOf, languages, ownName, unread } from "../../i18n/languages.ts";
import { Card } from "../../ui/card.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";

/** The card. */
export function LanguageCard() {
  const { i18n: { locale } } = useLingui();
  const language = languageOf(locale) ?? "en";
  return (
    <Card title={t`Language`}>
      <ChoiceGroup
        name="language"
        legend={<span className="sr-only">{t`Language`}</span>}
        value={language}
        choices={languages.map((it) => ({
          value: it,
          label: <span lang={it}>{ownName[it]}</span>,
        }))}
        onChoose={(it) => void chooseLanguage(it)}
      />
      {unread.has(language) && (
        <p className="mt-3 text-14 text-muted">
          <Trans>
            A machine made this translation and nobody who grew up with the language has read it
            yet. In legal papers the English text decides.
          </Trans>
        </p>
      )}
    </Card>
  );
}
