/** An owner offers an agency a mandate: what, where, until when, for what fee. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Mandate, MandateScope } from "@estate/sdk";
import { today } from "../../format/calendar.ts";
import { useFormDraft } from "../../session/form_draft.ts";
import { withStepUp } from "../../session/step_up.ts";
import { AnyDayField } from "../../ui/any_day_field.tsx";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { AgencyField } from "./agency_field.tsx";
import { payerName } from "./mandate_words.ts";
import { offer, ownPropertiesQuery } from "./mandates_query.ts";
import { type MandateTerms, readMandate, type WrongOfMandate } from "./read_mandate.ts";
import { ScopesField } from "./scopes_field.tsx";

/** The form. */
export function OfferForm(
  { orgId, known, onDone }: {
    readonly orgId: string;
    readonly known: readonly Mandate[];
    readonly onDone: () => void;
  },
) {
  const properties = useQuery(ownPropertiesQuery(orgId));
  const draft = useFormDraft(`estate.mandate.${orgId}`);
  const [chosen, setChosen] = useState<readonly MandateScope[]>(["list", "show"]);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: (terms: MandateTerms) => withStepUp(() => offer({ orgId, ...terms }, known)),
    onSuccess: async () => {
      draft.forget();
      toast(t`Offered. It counts when the agency accepts.`);
      onDone();
      await queries.invalidateQueries({ queryKey: ["mandates"] });
    },
  });
  const submit = (fields: FormData) => {
    const { terms, wrong } = readMandate(fields, [...chosen]);
    setWrong(Object.fromEntries(wrong.map((it) => [it, wrongWords(it)])));
    if (wrong.length === 0) send.mutate(terms);
  };
  const { initial } = draft;
  const { agent_id: agent = "", agent_name: agentName = "" } = initial;
  return (
    <div onChange={(event) => draft.keep((event.target as HTMLInputElement).form)}>
      <Form onSubmit={submit} error={send.error} errors={wrong}>
        <AgencyField
          typed={initial["agent"] ?? ""}
          chosen={agent === "" || agentName === "" ? undefined : { org_id: agent, name: agentName }}
          except={orgId}
        />
        <ScopesField chosen={chosen} wrong={wrong["scopes"]} onChoose={setChosen} />
        {chosen.includes("sign") && (
          <TextField
            name="evidence"
            label={t`The paper by which you authorize them`}
            optional
            hint={t`Such as: letter of authority of 1 November 2026. Without one they let in your name and give no notices.`}
            defaultValue={initial["evidence"] ?? ""}
            maxLength={500}
            autoComplete="off"
          />
        )}
        <Select
          key={properties.data?.length ?? 0}
          name="property_id"
          label={t`Where`}
          defaultValue={initial["property_id"] ?? ""}
          choices={[
            { value: "", label: t`Everything I have, now and later` },
            ...(properties.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <AnyDayField
          name="starts_on"
          label={t`From`}
          initial={initial["starts_on"] ?? today()}
        />
        <AnyDayField
          name="last_on"
          label={t`Last day`}
          hint={t`The day first, as 30/11/2027.`}
          initial={initial["last_on"]}
        />
        <div className="grid grid-cols-2 gap-3">
          <TextField
            name="fee"
            label={t`Their fee in %`}
            inputMode="decimal"
            defaultValue={initial["fee"] ?? "10"}
            maxLength={6}
          />
          <Select
            name="fee_payer"
            label={t`Paid by`}
            defaultValue={initial["fee_payer"] ?? "owner"}
            choices={(["owner", "tenant", "buyer"] as const).map((it) => ({
              value: it,
              label: payerName(it),
            }))}
          />
        </div>
        <div className="acts">
          <Button type="submit" busy={send.isPending}>
            <Trans>Offer it</Trans>
          </Button>
          <Button look="quiet" onClick={onDone}>
            <Trans>Not now</Trans>
          </Button>
        </div>
      </Form>
    </div>
  );
}

function wrongWords(wrong: WrongOfMandate): string {
  switch (wrong) {
    case "agent":
      return t`Choose the agency, or paste the code that it sent you.`;
    case "scopes":
      return t`Choose one thing at least.`;
    case "fee":
      return t`A percentage from 0 to 100.`;
    case "starts_on":
      return t`Say from when on.`;
    case "last_on":
      return t`Say the last day, after the first.`;
  }
}
