/** Begins a letter from a template, keeps what is written as one, or puts one away. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Missed } from "../../ui/missed.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { sdk } from "./addressees_query.ts";
import { fromTemplate, type LetterWriting, subjectsOf } from "./letter_draft.ts";
import { templatesQuery } from "./letters_query.ts";
import { writtenIn } from "./language_texts.ts";

/** Nothing where there is no template and nothing to keep. */
export function TemplatePicker(
  { orgId, draft, onChange }: {
    readonly orgId: string;
    readonly draft: LetterWriting;
    readonly onChange: (part: Partial<LetterWriting>) => void;
  },
) {
  const kept = useQuery(templatesQuery(orgId));
  const templates = kept.data ?? [];
  const queries = useQueryClient();
  const [name, setName] = useState<string>();
  const key = useRef(crypto.randomUUID());
  const done = () => queries.invalidateQueries({ queryKey: templatesQuery(orgId).queryKey });
  const keep = useMutation({
    mutationFn: async (called: string) => {
      const [client, { saveLetterTemplate }] = await sdk();
      await saveLetterTemplate(client, {
        orgId,
        clientId: key.current,
        name: called,
        texts: subjectsOf(draft.texts),
        fields: draft.fields as NonNullable<Parameters<typeof saveLetterTemplate>[1]["fields"]>,
      });
    },
    onSuccess: () => {
      key.current = crypto.randomUUID();
      setName(undefined);
      toast(t`It is kept as a template.`);
      return done();
    },
  });
  const retire = useMutation({
    mutationFn: async (templateId: string) => {
      const [client, { retireLetterTemplate }] = await sdk();
      await retireLetterTemplate(client, templateId);
    },
    onSuccess: () => {
      onChange({ templateId: undefined });
      toast(t`The template is put away.`);
      return done();
    },
  });
  const chosen = templates.find(({ id }) => id === draft.templateId);
  const error = keep.error ?? retire.error;
  return (
    <div className="mb-4 flex flex-col gap-3 empty:hidden">
      <Missed of={[kept]} />
      {templates.length > 0 && (
        <Select
          name="template"
          label={t`Template`}
          hint={t`Choosing one replaces what is written below.`}
          value={chosen?.id ?? ""}
          choices={[
            { value: "", label: t`None: written by hand` },
            ...templates.map((it) => ({ value: it.id, label: it.name })),
          ]}
          onChange={(event) => {
            const next = templates.find(({ id }) => id === event.target.value);
            onChange(
              next === undefined ? { templateId: undefined, fields: {} } : fromTemplate(next),
            );
          }}
        />
      )}
      {name !== undefined && (
        <TextField
          name="template_name"
          label={t`Name of the template`}
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      )}
      {error !== null && <Problem error={error} />}
      <div className="acts">
        {chosen === undefined && writtenIn(draft.texts).length > 0 && (
          <Button
            look="quiet"
            busy={keep.isPending}
            disabled={name !== undefined && name.trim().length < 2}
            onClick={() => name === undefined ? setName("") : keep.mutate(name.trim())}
          >
            {name === undefined
              ? <Trans>Keep this as a template</Trans>
              : <Trans>Keep the template</Trans>}
          </Button>
        )}
        {chosen !== undefined && (
          <Button
            look="quiet"
            busy={retire.isPending}
            onClick={() => retire.mutate(chosen.id)}
          >
            <Trans>Put this template away</Trans>
          </Button>
        )}
      </div>
    </div>
  );
}
