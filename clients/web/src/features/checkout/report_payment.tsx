/** Paid already, where no provider saw it: how much, when, how, and a photo or PDF that shows it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { OfflineMethod } from "@estate/sdk";
import { useState } from "react";
import { today } from "../../format/calendar.ts";
import { paymentMethod } from "../../format/money_words.ts";
import { sdk } from "../../session/home_queries.ts";
import { useKept } from "../../session/kept.ts";
import { ownShelf } from "../../session/own_shelf.ts";
import { Button } from "../../ui/button.tsx";
import { DayField } from "../../ui/day_field.tsx";
import { Form } from "../../ui/form.tsx";
import { MoneyField } from "../../ui/money_field.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { homeOf } from "./paid_for.ts";
import { draftOf, type Paying, totalOf } from "./paying_draft.ts";
import { ProofField } from "./proof_field.tsx";
import { readReportDraft, type ReportDraft } from "./report_draft.ts";
import { reportOnce } from "./report_once.ts";
import { shrinkPhoto } from "../../session/shrink_photo.ts";
import { TotalBar } from "./total_bar.tsx";

const methods = ["bank_transfer", "cash", "pos", "cheque"] as const satisfies OfflineMethod[];

/** The form. Sent again after a lost answer it is one payment: its id is kept with the draft. */
export function ReportPayment(paying: Paying) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const total = totalOf(paying.ticked);
  const isRent = paying.subject.kind === "tenancy";
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const [kept, setKept] = useKept(`report.${paying.subject.id}`);
  const draft = readReportDraft(kept);
  const initial = draft.ofKobo === total ? draft.amountKobo : total > 0 ? total : undefined;
  // What is sent is what was typed, which may be a part of what is ticked.
  const [typed, setTyped] = useState<{ readonly kobo: number; readonly of: number }>();
  const sent = total === 0 ? 0 : typed?.of === total ? typed.kobo : initial ?? 0;
  const keep = (said: ReportDraft) => setKept(JSON.stringify({ ...draft, ...said }));
  const report = useMutation({
    mutationFn: async ({ fields, proof }: { fields: FormData; proof: File }) => {
      const { client, reportOfflinePayment } = await sdk();
      const begun = draftOf(paying, "proof");
      const said = (name: string) => String(fields.get(name) ?? "").trim();
      const payment = {
        chargeIds: begun.chargeIds,
        method: said("method") as OfflineMethod,
        amountKobo: Number(said("amount_kobo")),
        paidOn: said("paid_on"),
        ...(said("bank_reference") === "" ? {} : { bankReference: said("bank_reference") }),
        ...(said("note") === "" ? {} : { note: said("note") }),
      };
      const shown = await shrinkPhoto(proof);
      await reportOnce(
        ownShelf,
        begun,
        (clientId) => reportOfflinePayment(client, payment, shown, clientId),
      );
    },
    // What an answer that was lost has made shows as on its way, before it is reported a second time.
    onError: () => queries.invalidateQueries({ queryKey: ["payments"] }),
    onSuccess: async () => {
      setKept("");
      await Promise.all(
        ["payments", "charges"].map((topic) => queries.invalidateQueries({ queryKey: [topic] })),
      );
      toast(
        isRent
          ? t`Your landlord looks whether it came. You hear of it here.`
          : t`Who gets the money looks whether it came. You hear of it here.`,
      );
      await navigate({ href: homeOf(paying.subject) });
    },
  });
  const submit = (fields: FormData) => {
    const proof = fields.get("proof");
    const missing = !(proof instanceof File) || proof.size === 0;
    const dayless = fields.get("paid_on") === "";
    setWrong({
      ...(dayless ? { paid_on: t`Say on which day.` } : {}),
      ...(missing ? { proof: t`Choose a photo or PDF that shows it.` } : {}),
    });
    if (!missing && !dayless) report.mutate({ fields, proof });
  };
  return (
    <Form onSubmit={submit} error={report.error} errors={wrong}>
      <h2 className="text-18 font-semibold">
        <Trans>What did you pay?</Trans>
      </h2>
      <MoneyField
        key={total}
        name="amount_kobo"
        label={t`Amount`}
        initial={initial}
        onRead={(amountKobo) => {
          setTyped({ kobo: amountKobo ?? 0, of: total });
          if (amountKobo !== undefined) keep({ amountKobo, ofKobo: total });
        }}
      />
      <Select
        name="method"
        label={t`How did you pay?`}
        choices={methods.map((value) => ({ value, label: paymentMethod(value) }))}
        defaultValue={draft.method}
        onChange={(event) => keep({ method: event.target.value })}
      />
      <DayField
        name="paid_on"
        label={t`When?`}
        hint={t`The day first, as 5/12/2026.`}
        initial={draft.paidOn ?? today()}
        onRead={(paidOn) => paidOn !== undefined && keep({ paidOn })}
      />
      <TextField
        name="bank_reference"
        label={t`Reference`}
        optional
        hint={t`Of the transfer, slip or cheque, as your bank says it.`}
        maxLength={80}
        defaultValue={draft.reference}
        onChange={(event) => keep({ reference: event.target.value })}
      />
      <ProofField name="proof" />
      <TextField
        name="note"
        label={t`Note`}
        optional
        maxLength={300}
        defaultValue={draft.note}
        onChange={(event) => keep({ note: event.target.value })}
      />
      <TotalBar kobo={sent} label={<Trans>You report</Trans>}>
        <Button type="submit" wide busy={report.isPending} disabled={total === 0}>
          {total === 0
            ? <Trans>Tick what you paid</Trans>
            : isRent
            ? <Trans>Send it to your landlord</Trans>
            : <Trans>Send it to who gets the money</Trans>}
        </Button>
      </TotalBar>
    </Form>
  );
}
