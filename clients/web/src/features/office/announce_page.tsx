/** Writing an announcement: what, to whom, by what and when; beside it whom it reaches and what its SMS cost. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { EstateError } from "@estate/sdk/catalogue";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Language } from "../../i18n/languages.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { Card } from "../../ui/card.tsx";
import { Form } from "../../ui/form.tsx";
import { Page } from "../../ui/page.tsx";
import { toast } from "../../ui/toast.tsx";
import { AudiencePicker } from "./audience_picker.tsx";
import { everybody, isUnchosen, targetsOf } from "./audience.ts";
import { atHour, stateOf } from "./announcement_state.ts";
import { type AnnouncementDraft, AnnouncementTiming } from "./announcement_timing.tsx";
import { sdk } from "./addressees_query.ts";
import { finished, refusedText, unfinished } from "./language_texts.ts";
import { Reach } from "./reach.tsx";
import { TextsEditor } from "./texts_editor.tsx";
import { useKeptDraft } from "./kept_draft.ts";

const fresh = (): AnnouncementDraft => ({
  clientId: crypto.randomUUID(),
  texts: {},
  audience: everybody,
  isImportant: false,
  when: "now",
  hour: "08",
});

/** The page. */
export function AnnouncePage({ orgId }: { readonly orgId: string }) {
  return (
    <WorkGate orgId={orgId} needs="tenancies.write" title={t`Announce something`}>
      <AnnounceScreen orgId={orgId} />
    </WorkGate>
  );
}

function AnnounceScreen({ orgId }: { readonly orgId: string }) {
  const [draft, change, forget] = useKeptDraft(`estate.announcement.${orgId}`, fresh);
  const [language, setLanguage] = useState<Language>("en");
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const navigate = useNavigate();
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: async () => {
      const [client, { announce }] = await sdk();
      return await announce(client, {
        orgId,
        clientId: draft.clientId,
        texts: finished(draft.texts),
        isImportant: draft.isImportant,
        ...targetsOf(draft.audience),
        ...(draft.when === "later" && draft.day !== undefined
          ? { publishAt: atHour(draft.day, draft.hour) }
          : {}),
        // Until the end of that day.
        ...(draft.until === undefined ? {} : { expiresAt: atHour(draft.until, "23") }),
      });
    },
    onSuccess: async (made) => {
      forget();
      await queries.invalidateQueries({ queryKey: ["announcements"] });
      toast(stateOf(made) === "planned" ? t`It is planned.` : t`It is told.`);
      await navigate({
        to: "/org/$orgId/announcements/$id",
        params: { orgId, id: made.id },
        replace: true,
      });
    },
  });
  const refused = (error: unknown) => {
    if (!(error instanceof EstateError)) return;
    // What went before stands, and this is another one: sent once more it is said beside it.
    if (error.code === "announcement.client_id_used") change({ clientId: crypto.randomUUID() });
    const text = refusedText(error.field);
    if (text === undefined) return;
    setLanguage(text.language);
    setWrong({ [text.field]: error.message });
  };
  const submit = () => {
    const fault = unfinished(draft.texts, { title: 3, body: 3 });
    if (fault !== undefined) setLanguage(fault.language);
    const errors = {
      ...(fault?.field === "title" ? { title: t`Write a headline of three letters or more.` } : {}),
      ...(fault?.field === "body" ? { body: t`Write what there is to say.` } : {}),
      ...(isUnchosen(draft.audience) ? { audience: t`Choose to whom.` } : {}),
      ...(draft.when === "later" && draft.day === undefined ? { day: t`Say on which day.` } : {}),
    };
    setWrong(errors);
    if (Object.keys(errors).length === 0) send.mutate(undefined, { onError: refused });
  };
  return (
    <Page
      title={t`Announce something`}
      lead={<Trans>Your text is kept on this device until you send it.</Trans>}
    >
      <Form onSubmit={submit} error={send.error} errors={wrong} className="gap-6">
        <Card title={t`What`}>
          <TextsEditor
            texts={draft.texts}
            language={language}
            titleLabel={t`Headline`}
            titleMost={120}
            bodyMost={4000}
            bodyRows={6}
            onLanguage={setLanguage}
            onChange={(texts) => change({ texts })}
          />
        </Card>
        <Card title={t`To whom`}>
          <AudiencePicker
            orgId={orgId}
            audience={draft.audience}
            error={wrong["audience"]}
            onChange={(audience) => change({ audience })}
          />
        </Card>
        <Card title={t`By what, and when`}>
          <AnnouncementTiming draft={draft} onChange={change} />
        </Card>
        <Reach orgId={orgId} draft={draft} isSending={send.isPending} />
      </Form>
    </Page>
  );
}
