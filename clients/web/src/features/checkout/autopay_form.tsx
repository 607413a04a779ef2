/** Allows autopay, or changes what is allowed: card, kinds, limits, and the text that one agrees to. */
import { t } from "@lingui/core/macro";
import { useLingui } from "@lingui/react";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Autopay, SavedCard, TenancyHome } from "@estate/sdk";
import { useState } from "react";
import { chargeKind } from "../../format/money_words.ts";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Form } from "../../ui/form.tsx";
import { Missed } from "../../ui/missed.tsx";
import { MoneyField } from "../../ui/money_field.tsx";
import { Select } from "../../ui/select.tsx";
import { toast } from "../../ui/toast.tsx";
import { consentQuery } from "./autopay_query.ts";
import { cardName } from "./card_name.ts";
import { consentTextFor } from "./consent_text.ts";

const kinds = ["rent", "service_charge", "utility"] as const;
const offsets = ["0", "-2", "-5"] as const;

/** The form. */
export function AutopayForm(
  { home, cards, autopay }: {
    readonly home: TenancyHome;
    readonly cards: readonly SavedCard[];
    readonly autopay: Autopay | undefined;
  },
) {
  const { i18n: { locale } } = useLingui();
  const queries = useQueryClient();
  const texts = useQuery(consentQuery("autopay"));
  const text = consentTextFor(texts.data ?? [], locale);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const allow = useMutation({
    mutationFn: async (fields: FormData) => {
      const { client, allowAutopay } = await sdk();
      if (text === undefined) throw new Error("Nothing to agree to");
      await allowAutopay(client, {
        tenancyId: home.id,
        cardId: String(fields.get("authorization_id")),
        kinds: kinds.filter((it) => fields.get(it) === "on"),
        mostPerChargeKobo: Number(fields.get("most_per_charge_kobo")),
        mostPerMonthKobo: Number(fields.get("most_per_month_kobo")),
        dayOffset: Number(fields.get("day_offset")),
        agreed: { version: text.version, language: text.language },
      });
    },
    onSuccess: async () => {
      toast(t`Allowed. You are told days before each charge.`);
      await queries.invalidateQueries({ queryKey: ["autopay"] });
    },
  });
  const submit = (fields: FormData) => {
    const lacks = {
      ...(kinds.some((it) => fields.get(it) === "on") ? {} : { kinds: t`Tick at least one.` }),
      ...(fields.get("agree") === "on" ? {} : { agree: t`Nothing is taken before you agree.` }),
    };
    setWrong(lacks);
    if (Object.keys(lacks).length === 0) allow.mutate(fields);
  };
  const before = (it: (typeof offsets)[number]) =>
    it === "0" ? t`On the day that it falls due` : t`${-Number(it)} days before`;
  return (
    <Card title={autopay === undefined ? <Trans>Let a card pay</Trans> : <Trans>Change it</Trans>}>
      <Form onSubmit={submit} error={allow.error} errors={wrong}>
        <Select
          name="authorization_id"
          label={t`Which card?`}
          defaultValue={autopay?.authorization_id}
          choices={cards.map((it) => ({ value: it.id, label: cardName(it) }))}
        />
        <fieldset>
          <legend className="font-semibold">
            <Trans>For what?</Trans>
          </legend>
          {kinds.map((it) => (
            <Checkbox
              key={it}
              name={it}
              label={chargeKind(it)}
              defaultChecked={autopay?.kinds.includes(it) ?? it === "rent"}
            />
          ))}
          {wrong["kinds"] !== undefined && (
            <p role="alert" className="text-14 font-semibold text-bad">{wrong["kinds"]}</p>
          )}
        </fieldset>
        <MoneyField
          name="most_per_charge_kobo"
          label={t`At most for a charge`}
          hint={t`What is more is left to you.`}
          initial={autopay?.most_per_charge_kobo ?? home.rent_kobo}
        />
        <MoneyField
          name="most_per_month_kobo"
          label={t`At most in a month`}
          initial={autopay?.most_per_month_kobo ?? home.rent_kobo}
        />
        <Select
          name="day_offset"
          label={t`When?`}
          defaultValue={String(autopay?.day_offset ?? 0)}
          choices={offsets.map((value) => ({ value, label: before(value) }))}
        />
        <Missed of={[texts]} />
        {text !== undefined && (
          <Checkbox
            name="agree"
            label={t`I agree`}
            hint={<span lang={text.language}>{text.body}</span>}
          />
        )}
        {wrong["agree"] !== undefined && (
          <p role="alert" className="text-14 font-semibold text-bad">{wrong["agree"]}</p>
        )}
        <Button type="submit" wide busy={allow.isPending} disabled={text === undefined}>
          {autopay === undefined ? <Trans>Allow it</Trans> : <Trans>Allow it so</Trans>}
        </Button>
      </Form>
    </Card>
  );
}
