/** Records an attempt to serve a notice, with what shows it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { ServiceMode, StatutoryNotice } from "@estate/sdk";
import { isRefused } from "../../session/answered.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { toast } from "../../ui/toast.tsx";
import { sdk } from "./addressees_query.ts";
import { answerQuery } from "./notices_query.ts";
import { type Attempt, attemptOf, notBefore } from "./service_form.ts";
import { ServeFields } from "./serve_fields.tsx";

/** The sheet; `onClose` also when it is recorded. */
export default function ServeSheet(
  { notice, onClose }: { readonly notice: StatutoryNotice; readonly onClose: () => void },
) {
  const queries = useQueryClient();
  const { data: answer } = useQuery(
    answerQuery({ tenancyId: notice.tenancy_id, form: notice.form }),
  );
  const [mode, setMode] = useState<ServiceMode>("personal");
  const [isEffective, setEffective] = useState(true);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  // The same record keeps its key until it is answered: a lost answer does not record it twice.
  const key = useRef(crypto.randomUUID());
  const record = useMutation({
    mutationFn: async ({ attempt, photo }: { attempt: Attempt; photo: File | undefined }) => {
      const [client, { addDocument, recordNoticeService }] = await sdk();
      try {
        const document = photo === undefined ? undefined : await addDocument(client, {
          tenancy_id: notice.tenancy_id,
          kind: "notice",
          title: `Service of ${notice.number}`,
        }, photo);
        return await recordNoticeService(client, {
          ...attempt,
          attemptedAt: notBefore(attempt.attemptedAt, notice.issued_at),
          noticeId: notice.id,
          clientId: key.current,
          ...(document === undefined ? {} : { documentId: document.id }),
        });
      } catch (error) {
        if (isRefused(error)) key.current = crypto.randomUUID();
        throw error;
      }
    },
    onSuccess: async (service) => {
      onClose();
      toast(
        service.counts
          ? t`Recorded. The notice counts as served by it.`
          : t`Recorded. It does not count as service yet: see why below.`,
      );
      await Promise.all(
        ["notices", "tenancy", "today"].map((topic) =>
          queries.invalidateQueries({ queryKey: [topic] })
        ),
      );
    },
  });
  const submit = (fields: FormData) => {
    const said = (name: string) => String(fields.get(name) ?? "").trim();
    const attempt = attemptOf(said, mode, isEffective);
    const file = fields.get("photo");
    setWrong({
      ...(said("day") === "" ? { day: t`Say on which day.` } : {}),
      ...(said("time") === "" ? { time: t`Say at what time.` } : {}),
      ...(said("served_by").length < 2 ? { served_by: t`Say who did it.` } : {}),
    });
    if (attempt === undefined || attempt.servedBy.length < 2) return;
    const photo = file instanceof File && file.size > 0 ? file : undefined;
    record.mutate({ attempt, photo });
  };
  const way = answer?.modes.find((it) => it.mode === mode);
  return (
    <Sheet title={t`Record the service`} isOpen onClose={onClose}>
      <Form onSubmit={submit} error={record.error} errors={wrong}>
        <ServeFields
          mode={mode}
          modes={answer?.modes ?? []}
          way={way}
          isEffective={isEffective}
          onMode={setMode}
          onEffective={setEffective}
        />
        <Button type="submit" wide busy={record.isPending}>
          {record.isPending ? <Trans>It is being recorded…</Trans> : <Trans>Record it</Trans>}
        </Button>
      </Form>
    </Sheet>
  );
}
