/** Shows a listing or a person to the moderators: what is wrong, and a word about it. Nobody is told who reported. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { ReportReason } from "@estate/sdk";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { ChoiceGroup } from "../ui/choice_group.tsx";
import { Form } from "../ui/form.tsx";
import { Select } from "../ui/select.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { Callout } from "../ui/status_chip.tsx";
import { TextArea } from "../ui/text_field.tsx";
import { estate } from "./estate.ts";

/** What is reported. */
export type Reported =
  | { readonly listingId: string }
  /** One of them: whom, is asked where there are several. */
  | { readonly people: readonly { readonly id: string; readonly name: string }[] };

interface Said {
  readonly reason: ReportReason;
  readonly note: string;
  readonly personId: string;
}

async function report(what: Reported, { reason, note, personId }: Said): Promise<void> {
  const [client, sdk] = await Promise.all([estate(), import("@estate/sdk")]);
  const said = note === "" ? undefined : note;
  if ("listingId" in what) await sdk.reportListing(client, what.listingId, reason, said);
  else await sdk.reportPerson(client, personId, reason, said);
}

/** The sheet. */
export default function ReportSheet(
  { what, onClose }: { readonly what: Reported; readonly onClose: () => void },
) {
  const [reason, setReason] = useState<ReportReason>();
  const [wrong, setWrong] = useState<string>();
  const sending = useMutation({
    mutationFn: (said: Said) => report(what, said),
  });
  const isListing = "listingId" in what;
  const people = isListing ? [] : what.people;
  const choices: readonly { readonly value: ReportReason; readonly label: string }[] = [
    ...(isListing
      ? [
        { value: "not_there" as const, label: t`There is no such home, or it is let` },
        { value: "wrong_facts" as const, label: t`It is not as it is said to be` },
      ]
      : [{ value: "harassment" as const, label: t`They insult or threaten` }]),
    { value: "scam", label: t`They want money in a way that is not right` },
    { value: "discrimination", label: t`They turn people away for who they are` },
    { value: "spam", label: t`It is advertising, or sent to many` },
    { value: "other", label: t`Something else` },
  ];
  const title = isListing ? t`Report this home` : t`Report this person`;
  if (sending.isSuccess) {
    return (
      <Sheet isOpen title={title} onClose={onClose}>
        <Callout meaning="good" role="status" title={t`Our staff look at it`}>
          <p>
            <Trans>Nobody is told that it was you. You hear what was decided.</Trans>
          </p>
        </Callout>
        <Button className="mt-4" onClick={onClose}>
          <Trans>Close</Trans>
        </Button>
      </Sheet>
    );
  }
  return (
    <Sheet isOpen title={title} onClose={onClose}>
      <Form
        error={sending.error}
        onSubmit={(fields) => {
          setWrong(reason === undefined ? t`Choose what is wrong.` : undefined);
          if (reason === undefined) return;
          sending.mutate({
            reason,
            note: String(fields.get("note") ?? "").trim(),
            personId: String(fields.get("person") ?? people[0]?.id ?? ""),
          });
        }}
      >
        {people.length > 1 && (
          <Select
            name="person"
            label={t`Whom do you mean?`}
            choices={people.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <ChoiceGroup
          column
          name="reason"
          legend={t`What is wrong?`}
          value={reason}
          choices={choices}
          onChoose={setReason}
        />
        {wrong !== undefined && <p role="alert" className="font-semibold text-bad">{wrong}</p>}
        <TextArea
          name="note"
          label={t`What should we know?`}
          optional={t`(may be left out)`}
          rows={3}
          maxLength={1000}
        />
        <Button type="submit" busy={sending.isPending}>
          <Trans>Send the report</Trans>
        </Button>
        <p className="text-14 text-muted">
          <Trans>Have you paid already? Tell your bank and the police too, at once.</Trans>
        </p>
      </Form>
    </Sheet>
  );
}
