/** Writes a text in one language after the other; those that have one are marked. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { type Language, languages, ownName } from "../../i18n/languages.ts";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { TextArea, TextField } from "../../ui/text_field.tsx";
import { textIn, writtenIn, type WrittenTexts } from "./language_texts.ts";

/** The editor. `children` stands below it. */
export function TextsEditor(
  { texts, language, titleLabel, titleMost, bodyMost, bodyRows, onLanguage, onChange, children }: {
    readonly texts: WrittenTexts;
    readonly language: Language;
    /** What the headline is called: headline, subject. */
    readonly titleLabel: string;
    readonly titleMost: number;
    readonly bodyMost: number;
    readonly bodyRows: number;
    readonly onLanguage: (language: Language) => void;
    readonly onChange: (texts: WrittenTexts) => void;
    readonly children?: ReactNode;
  },
) {
  const written = writtenIn(texts);
  const text = textIn(texts, language);
  const change = (part: Partial<typeof text>) =>
    onChange({ ...texts, [language]: { ...text, ...part } });
  const missing = languages.filter((it) => !written.includes(it));
  return (
    <div className="flex flex-col gap-4">
      <ChoiceGroup<Language>
        name="language"
        legend={<span className="sr-only">{t`Language of this text`}</span>}
        value={language}
        choices={languages.map((it) => ({
          value: it,
          label: (
            <>
              {written.includes(it) && <Check aria-label={t`written`} className="size-4" />}
              <span lang={it}>{ownName[it]}</span>
            </>
          ),
        }))}
        onChoose={onLanguage}
      />
      <TextField
        key={`title ${language}`}
        name="title"
        lang={language}
        label={titleLabel}
        maxLength={titleMost}
        autoComplete="off"
        value={text.title}
        onChange={(event) => change({ title: event.target.value })}
      />
      <TextArea
        key={`body ${language}`}
        name="body"
        lang={language}
        label={t`Text`}
        hint={t`An empty line begins a new paragraph.`}
        rows={bodyRows}
        maxLength={bodyMost}
        value={text.body}
        onChange={(event) => change({ body: event.target.value })}
      />
      {written.length > 0 && missing.length > 0 && (
        <p className="text-14 text-muted">
          <Trans>
            Whoever chose a language that you leave out reads {ownName[written[0] ?? "en"]}.
          </Trans>
        </p>
      )}
      {children}
    </div>
  );
}
