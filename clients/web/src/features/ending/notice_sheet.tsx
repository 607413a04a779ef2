/** A tenant gives notice: on which day it ends, by the rule that holds, and why. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { NoticeTerms, TenancyHome } from "@estate/sdk";
import { useState } from "react";
import { date } from "../../format/date.ts";
import { useOnline } from "../../offline/online.ts";
import { sdk } from "../../session/home_queries.ts";
import { useKept } from "../../session/kept.ts";
import { Button } from "../../ui/button.tsx";
import { DayField } from "../../ui/day_field.tsx";
import { Form } from "../../ui/form.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { TextArea } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { noticeTermsQuery } from "./ending_query.ts";

type Props = { readonly home: TenancyHome; readonly onClose: () => void };

/** The sheet; `onClose` also when it is given. */
export default function NoticeSheet({ home, onClose }: Props) {
  const query = useQuery(noticeTermsQuery(home.id));
  return (
    <Sheet title={t`Give notice`} isOpen onClose={onClose}>
      <Loaded query={query} skeleton={<Skeleton className="h-64" />}>
        {(terms) => terms !== null && <NoticeForm home={home} onClose={onClose} terms={terms} />}
      </Loaded>
    </Sheet>
  );
}

function NoticeForm({ home, onClose, terms }: Props & { readonly terms: NoticeTerms }) {
  const queries = useQueryClient();
  const online = useOnline();
  const { earliest_ends_on: earliest, latest_ends_on: latest, basis } = terms;
  const [reason, setReason] = useKept(`notice.${home.id}`);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const give = useMutation({
    mutationFn: async (endsOn: string) => {
      const { client, giveNotice } = await sdk();
      return await giveNotice(client, home.id, endsOn, reason.trim());
    },
    onSuccess: async ({ ends_on }) => {
      setReason("");
      onClose();
      const day = date(ends_on);
      toast(t`Notice is given. You give the home back on ${day}.`);
      await Promise.all(
        ["tenancy", "hats"].map((topic) => queries.invalidateQueries({ queryKey: [topic] })),
      );
    },
  });
  const submit = (fields: FormData) => {
    const endsOn = String(fields.get("ends_on"));
    const lacks = {
      ...(endsOn === "" ? { ends_on: t`Say on which day.` } : {}),
      ...(reason.trim().length < 3 ? { reason: t`Say why, in a few words.` } : {}),
    };
    setWrong(lacks);
    if (Object.keys(lacks).length === 0) give.mutate(endsOn);
  };
  return (
    <Form onSubmit={submit} error={give.error} errors={wrong}>
      <p>
        <Trans>
          Your landlord is told at once. You can take it back as long as you live there.
        </Trans>
      </p>
      <DayField
        name="ends_on"
        label={t`When do you give the home back?`}
        hint={earliest === latest
          ? t`Given today, only ${date(earliest)} is possible.`
          : t`From ${date(earliest)} to ${date(latest)}. The day first, as 5/12/2026.`}
        from={earliest}
        until={latest}
        initial={earliest}
      />
      <p className="text-14 text-muted">
        <Trans>Rule: {basis}</Trans>
      </p>
      <TextArea
        name="reason"
        label={t`Why?`}
        hint={t`Your landlord reads it.`}
        rows={3}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {!online && (
        <p role="status" className="text-14 text-muted">
          <Trans>You are offline. What you wrote is kept: send it when the line is back.</Trans>
        </p>
      )}
      <Button type="submit" look="danger" wide busy={give.isPending} disabled={!online}>
        <Trans>Give notice</Trans>
      </Button>
    </Form>
  );
}
