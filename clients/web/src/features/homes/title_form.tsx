/** Tells of a title paper, with a scan of it; or corrects one that nobody has looked at. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Paperclip } from "lucide-react";
import { useState } from "react";
import type { TitleDocument } from "@estate/sdk";
import { Button } from "../../ui/button.tsx";
import { DayField } from "../../ui/day_field.tsx";
import { Form } from "../../ui/form.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { titlesQuery, uploadScan, writeTitle } from "./titles_query.ts";
import { titleKind, titleKinds } from "./title_words.ts";

const most = 10 * 1024 * 1024;

/** The form; `onDone` also when it is left. */
export function TitleForm(
  { orgId, propertyId, paper, onDone }: {
    readonly orgId: string;
    readonly propertyId: string;
    readonly paper?: TitleDocument;
    readonly onDone: () => void;
  },
) {
  const queries = useQueryClient();
  const [scan, setScan] = useState<File>();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const save = useMutation({
    mutationFn: async (fields: FormData) => {
      const said = (name: string) => String(fields.get(name) ?? "").trim();
      const path = scan === undefined ? paper?.storage_path : await uploadScan(orgId, scan);
      await writeTitle(propertyId, {
        kind: titleKinds.find((it) => it === said("kind")) ?? "certificate_of_occupancy",
        holder_name: said("holder_name"),
        ...(said("number") === "" ? {} : { number: said("number") }),
        ...(said("registry") === "" ? {} : { registry: said("registry") }),
        ...(said("issued_on") === "" ? {} : { issued_on: said("issued_on") }),
        ...(path === undefined || path === null ? {} : { storage_path: path }),
      }, paper);
    },
    onSuccess: async () => {
      toast(t`Kept. Our staff look at it next.`);
      onDone();
      await queries.invalidateQueries({ queryKey: titlesQuery(propertyId).queryKey });
    },
  });
  const submit = (fields: FormData) => {
    const holder = String(fields.get("holder_name") ?? "").trim();
    const errors = {
      ...(holder.length < 2 ? { holder_name: t`Write whose name the paper bears.` } : {}),
      ...(scan !== undefined && scan.size > most ? { scan: t`At most 10 MB.` } : {}),
    };
    setWrong(errors);
    if (Object.keys(errors).length === 0) save.mutate(fields);
  };
  return (
    <Form onSubmit={submit} error={save.error} errors={wrong}>
      <Select
        name="kind"
        label={t`Which paper`}
        defaultValue={paper?.kind}
        choices={titleKinds.map((it) => ({ value: it, label: titleKind(it) }))}
      />
      <TextField
        name="holder_name"
        label={t`In whose name`}
        defaultValue={paper?.holder_name}
        maxLength={200}
      />
      <TextField
        name="number"
        label={t`Number on it`}
        optional
        placeholder="45/45/2311"
        defaultValue={paper?.number ?? ""}
        maxLength={80}
      />
      <TextField
        name="registry"
        label={t`Where it is registered`}
        optional
        placeholder={t`Lands Registry, Alausa`}
        defaultValue={paper?.registry ?? ""}
        maxLength={160}
      />
      <DayField
        name="issued_on"
        label={t`Date on it`}
        optional
        hint={t`The day first, as 31/3/2019.`}
        initial={paper?.issued_on ?? undefined}
      />
      <label className="flex min-h-14 cursor-pointer items-center gap-3 rounded-control border-2 border-dashed border-edge px-3 py-2 hover:bg-raised has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
        <Paperclip aria-hidden="true" className="size-5 shrink-0 text-brand" />
        <span className="min-w-0">
          <span className="block truncate font-semibold text-brand">
            {scan?.name ?? (paper?.storage_path ? t`Another scan` : t`Add a scan or a photo of it`)}
          </span>
          <span className="block text-14 text-muted">
            {wrong["scan"] ?? t`PDF, JPEG or PNG. Only you and our staff see it.`}
          </span>
        </span>
        <input
          type="file"
          name="scan"
          accept="application/pdf,image/jpeg,image/png"
          className="sr-only"
          onChange={(event) => setScan(event.target.files?.[0])}
        />
      </label>
      <div className="acts">
        <Button type="submit" busy={save.isPending}>
          {save.isPending && scan !== undefined
            ? <Trans>Sending the scan…</Trans>
            : <Trans>Keep it</Trans>}
        </Button>
        <Button look="quiet" onClick={onDone}>
          <Trans>Not now</Trans>
        </Button>
      </div>
    </Form>
  );
}
