/** One fee: what for, how much, who pays it, whether it comes back. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Listing, ListingFee, NewListingFee } from "@estate/sdk";
import { wayOf } from "../../format/amount_or_percent.ts";
import { feeName } from "../../format/fee_words.ts";
import { AmountOrPercentFields } from "../../ui/amount_or_percent_fields.tsx";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { Form } from "../../ui/form.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { setFee } from "./listing_acts.ts";
import { feeKinds, isProfessional, readFee, usualWay } from "./read_fee.ts";

type Kind = ListingFee["kind"];
type Party = ListingFee["payer"];

/** The form; `taken` are kinds that stand already. */
export function FeeForm(
  { listing, fee, taken, onDone }: {
    readonly listing: Listing;
    readonly fee?: ListingFee;
    readonly taken: readonly Kind[];
    readonly onDone: () => void;
  },
) {
  const free = feeKinds.filter((it) => it === fee?.kind || !taken.includes(it));
  const [kind, setKind] = useState<Kind>(fee?.kind ?? free[0] ?? "other");
  const [payer, setPayer] = useState<Party>(fee?.payer ?? "occupier");
  const [engaged, setEngaged] = useState<Party>(fee?.engaged_by ?? "owner");
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: (it: NewListingFee) => setFee(listing.id, it),
    onSuccess: async () => {
      onDone();
      await queries.invalidateQueries({ queryKey: ["listings"] });
    },
  });
  const who = [
    {
      value: "occupier" as const,
      label: listing.purpose === "sale" ? t`The buyer` : t`The tenant`,
    },
    { value: "owner" as const, label: t`The owner` },
  ];
  const submit = (fields: FormData) => {
    const read = readFee(fields);
    setWrong(
      "fee" in read ? {} : {
        [read.wrong]: read.wrong === "bps"
          ? t`A percentage, such as 10 or 7.5.`
          : t`Write how much.`,
      },
    );
    if ("fee" in read) save.mutate(read.fee);
  };
  return (
    <Form onSubmit={submit} error={save.error} errors={wrong}>
      {fee === undefined
        ? (
          <Select
            name="kind"
            label={t`What for`}
            value={kind}
            onChange={(event) =>
              setKind(feeKinds.find((it) => it === event.target.value) ?? "other")}
            choices={free.map((it) => ({ value: it, label: feeName(it) }))}
          />
        )
        : (
          <>
            <p className="font-semibold">{feeName(kind)}</p>
            <input type="hidden" name="kind" value={kind} />
          </>
        )}
      <AmountOrPercentFields
        key={kind}
        way={fee === undefined ? usualWay(kind) : wayOf(fee.bps)}
        percentLabel={listing.purpose === "sale" ? t`% of the price` : t`% of a year's rent`}
        amountKobo={fee?.amount_kobo}
        bps={fee?.bps}
      />
      <ChoiceGroup<Party>
        name="payer"
        legend={t`Who pays it`}
        value={payer}
        choices={who}
        onChoose={setPayer}
      />
      {isProfessional(kind) && (
        <ChoiceGroup<Party>
          name="engaged_by"
          legend={t`Who engaged the agent or lawyer`}
          value={engaged}
          choices={who}
          onChoose={setEngaged}
        />
      )}
      <Checkbox
        key={kind}
        name="is_refundable"
        defaultChecked={fee?.is_refundable ?? kind === "caution_deposit"}
        label={t`It comes back at the end`}
      />
      <TextField
        name="note"
        label={t`What it covers`}
        optional
        defaultValue={fee?.note ?? ""}
        maxLength={200}
      />
      <div className="acts">
        <Button type="submit" busy={save.isPending}>
          <Trans>Keep the fee</Trans>
        </Button>
        <Button look="quiet" onClick={onDone}>
          <Trans>Not now</Trans>
        </Button>
      </div>
    </Form>
  );
}
