/** Writing a letter: from a template or by hand, to whom, and a look at what each home would get before it is sent. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Language } from "../../i18n/languages.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Form } from "../../ui/form.tsx";
import { Page } from "../../ui/page.tsx";
import { AudiencePicker } from "./audience_picker.tsx";
import { isUnchosen } from "./audience.ts";
import { LetterFacts } from "./letter_facts.tsx";
import { emptyLetter, type LetterWriting } from "./letter_draft.ts";
import { LetterPreviews } from "./letter_previews.tsx";
import { MergeFields } from "./merge_fields.tsx";
import { TemplatePicker } from "./template_picker.tsx";
import { TextsEditor } from "./texts_editor.tsx";
import { textIn, unfinished } from "./language_texts.ts";
import { useKeptDraft } from "./kept_draft.ts";
import { letterheadQuery } from "./letterhead_query.ts";
import { NoLetterhead } from "./no_letterhead.tsx";
import { useLookAtLetters } from "./use_look_at_letters.ts";

/** The page. */
export function WriteLetterPage({ orgId }: { readonly orgId: string }) {
  return (
    <WorkGate orgId={orgId} needs="tenancies.write" title={t`Write a letter`}>
      <WriteScreen orgId={orgId} />
    </WorkGate>
  );
}

function WriteScreen({ orgId }: { readonly orgId: string }) {
  const [draft, change, forget] = useKeptDraft<LetterWriting>(
    `estate.letter.${orgId}`,
    emptyLetter,
  );
  const [language, setLanguage] = useState<Language>("en");
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const { data: paper } = useQuery(letterheadQuery(orgId));
  const look = useLookAtLetters(orgId);
  const submit = () => {
    const fault = unfinished(draft.texts, { title: 3, body: 10 });
    if (fault !== undefined) setLanguage(fault.language);
    const errors = {
      ...(fault?.field === "title" ? { title: t`Write a subject of three letters or more.` } : {}),
      ...(fault?.field === "body" ? { body: t`Write ten letters or more.` } : {}),
      ...(isUnchosen(draft.audience) ? { audience: t`Choose to whom.` } : {}),
    };
    setWrong(errors);
    if (Object.keys(errors).length === 0) look.mutate(draft);
  };
  const insert = (name: string) => {
    const text = textIn(draft.texts, language);
    const body = `${text.body}{{${name}}}`;
    change({ texts: { ...draft.texts, [language]: { ...text, body } } });
  };
  // What was looked at is what is sent: a change asks for another look.
  const looked = look.data?.writing === draft ? look.data : undefined;
  return (
    <Page
      title={t`Write a letter`}
      lead={<Trans>What you write is kept on this device until you send it.</Trans>}
    >
      {paper !== undefined && paper.head === null && <NoLetterhead orgId={orgId} />}
      <Form onSubmit={submit} error={look.error} errors={wrong} className="gap-6">
        <Card title={t`What`}>
          <TemplatePicker orgId={orgId} draft={draft} onChange={change} />
          <TextsEditor
            texts={draft.texts}
            language={language}
            titleLabel={t`Subject`}
            titleMost={160}
            bodyMost={8000}
            bodyRows={12}
            onLanguage={setLanguage}
            onChange={(texts) => change({ texts })}
          >
            <MergeFields own={Object.keys(draft.fields)} onInsert={insert} />
          </TextsEditor>
        </Card>
        <LetterFacts key={draft.templateId ?? "none"} draft={draft} onChange={change} />
        <Card title={t`To whom`}>
          <AudiencePicker
            orgId={orgId}
            audience={draft.audience}
            error={wrong["audience"]}
            onChange={(audience) => change({ audience })}
          />
        </Card>
        {looked === undefined && (
          <Button type="submit" wide busy={look.isPending}>
            <Trans>Look at the letters</Trans>
          </Button>
        )}
      </Form>
      {looked !== undefined && (
        <LetterPreviews
          orgId={orgId}
          draftId={looked.draftId}
          previews={looked.previews}
          onSent={forget}
        />
      )}
    </Page>
  );
}
