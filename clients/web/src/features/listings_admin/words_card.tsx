/** What a listing says: its title, its text, its price. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Listing } from "@estate/sdk";
import { periodName } from "../../format/home_words.ts";
import { estate } from "../../session/estate.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Form } from "../../ui/form.tsx";
import { Money } from "../../ui/money.tsx";
import { MoneyField } from "../../ui/money_field.tsx";
import { TextArea, TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { NightsFields, nightsProblem } from "./nights_fields.tsx";
import { PeriodFields } from "./period_fields.tsx";
import { periodOf } from "./read_listing.ts";
import { nightsOf } from "./read_nights.ts";

/** The card: a form for who may write it, words for the others. */
export function WordsCard(
  { listing, mayWrite }: { readonly listing: Listing; readonly mayWrite: boolean },
) {
  const queries = useQueryClient();
  const [per, setPer] = useState(listing.price_per);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const save = useMutation({
    mutationFn: async (fields: FormData) => {
      const [client, sdk] = await Promise.all([estate(), import("@estate/sdk")]);
      const price = Number(fields.get("price_kobo"));
      return await sdk.changeListing(client, listing.id, {
        title: String(fields.get("title") ?? "").trim(),
        description: String(fields.get("description") ?? "").trim(),
        ...(price > 0 ? { price_kobo: price } : {}),
        ...periodOf(fields, listing.purpose),
        ...nightsOf(fields, listing.purpose).nights,
      });
    },
    onSuccess: async ({ status }) => {
      // What is approved is what is shown: under review it waits for staff again.
      toast(
        status === "pending_review" && listing.status !== status
          ? t`Estate looks at it first, then it opens.`
          : t`Saved`,
      );
      await queries.invalidateQueries({ queryKey: ["listings"] });
    },
  });
  if (!mayWrite) {
    return (
      <Card title={t`What it says`}>
        <p className="mb-2">
          <Money kobo={listing.price_kobo} size="large" /> {periodName(listing.price_per)}
        </p>
        <p className="whitespace-pre-line">{listing.description}</p>
      </Card>
    );
  }
  const period = periodName(per);
  const submit = (fields: FormData) => {
    const nights = nightsOf(fields, listing.purpose).wrong;
    setWrong(Object.fromEntries(nights.map((it) => [it, nightsProblem(it)])));
    if (nights.length === 0) save.mutate(fields);
  };
  return (
    <Card title={t`What it says`}>
      <Form onSubmit={submit} error={save.error} errors={wrong}>
        <TextField
          name="title"
          label={t`Headline`}
          defaultValue={listing.title}
          maxLength={140}
        />
        {listing.purpose === "rent" && (
          <PeriodFields
            per={listing.price_per}
            advance={listing.advance_periods}
            onChange={setPer}
          />
        )}
        <MoneyField
          name="price_kobo"
          label={listing.purpose === "sale"
            ? t`Price`
            : listing.purpose === "shortlet"
            ? t`Price a night`
            : t`Rent ${period}`}
          initial={listing.price_kobo}
        />
        {listing.purpose === "shortlet" && (
          <NightsFields
            least={String(listing.minimum_nights ?? "")}
            longest={String(listing.maximum_nights ?? "")}
          />
        )}
        <TextArea
          name="description"
          label={t`Description`}
          optional
          hint={t`What the photos do not show: water, light, the road, the neighbours.`}
          defaultValue={listing.description}
          rows={6}
          maxLength={5000}
        />
        <Button type="submit" busy={save.isPending}>
          <Trans>Save</Trans>
        </Button>
      </Form>
    </Card>
  );
}
