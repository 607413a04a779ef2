/** Offers the tenants to stay: the rent, for how long, how much at once. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Letting } from "@estate/sdk";
import { today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { sdk } from "../../session/home_queries.ts";
import { reachesTerm } from "../../session/signing_term.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { MoneyField } from "../../ui/money_field.tsx";
import { Select } from "../../ui/select.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { staleAfter } from "./stale_after.ts";

const terms = [6, 12, 24, 36];

/** The sheet; `onClose` also when it is done. `byMandate`: an agency offers it in the owner's name. */
export default function RenewSheet(
  { letting, byMandate, onClose }: {
    readonly letting: Letting;
    readonly byMandate: boolean;
    readonly onClose: () => void;
  },
) {
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const reached = terms.filter((it) => !byMandate || reachesTerm(letting.ends_on, it, today()));
  // Where none is within reach the refusal says why, and who offers it.
  const offered = reached.length === 0 ? terms : reached;
  const renew = useMutation({
    mutationFn: async (fields: FormData) => {
      const { client, offerRenewal } = await sdk();
      await offerRenewal(client, letting.id, {
        rentKobo: Number(fields.get("rent_kobo")),
        termMonths: Number(fields.get("term_months")),
        advancePeriods: Number(fields.get("advance_periods")),
      });
    },
    onSuccess: async () => {
      onClose();
      toast(t`The renewal is offered. The tenants are told.`);
      await staleAfter(queries);
    },
  });
  return (
    <Sheet title={t`Offer a renewal`} isOpen onClose={onClose}>
      <Form
        error={renew.error}
        errors={wrong}
        onSubmit={(fields) => {
          const empty = fields.get("rent_kobo") === "";
          setWrong(empty ? { rent_kobo: t`Say how much.` } : {});
          if (!empty) renew.mutate(fields);
        }}
      >
        <p>
          <Trans>
            It begins on{" "}
            {date(letting.ends_on)}, when the term ends. Until they accept, everything stays as it
            is.
          </Trans>
        </p>
        <MoneyField name="rent_kobo" label={t`Rent`} initial={letting.rent_kobo} />
        <div className="grid grid-cols-2 items-end gap-4">
          <Select
            name="term_months"
            label={t`For`}
            defaultValue="12"
            choices={offered.map((months) => ({
              value: String(months),
              label: months % 12 === 0
                ? plural(months / 12, { one: "# year", other: "# years" })
                : plural(months, { one: "# month", other: "# months" }),
            }))}
          />
          <TextField
            name="advance_periods"
            label={t`Periods paid at once`}
            type="number"
            inputMode="numeric"
            min={1}
            max={60}
            defaultValue={letting.advance_periods}
          />
        </div>
        <Button type="submit" wide busy={renew.isPending}>
          <Trans>Offer the renewal</Trans>
        </Button>
      </Form>
    </Sheet>
  );
}
