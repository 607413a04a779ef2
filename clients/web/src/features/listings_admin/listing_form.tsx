/** What is offered, for how much, and how that is paid. */
import { t } from "@lingui/core/macro";
import { useState } from "react";
import type { UnitWithProperty } from "@estate/sdk";
import { kindName, periodName } from "../../format/home_words.ts";
import type { Written } from "../../session/form_draft.ts";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { MoneyField } from "../../ui/money_field.tsx";
import { TextArea, TextField } from "../../ui/text_field.tsx";
import { NightsFields } from "./nights_fields.tsx";
import { PeriodFields } from "./period_fields.tsx";
import { type ListingFacts, purposes, rentPeriods } from "./read_listing.ts";

type Purpose = ListingFacts["purpose"];

/** The fields. */
export function ListingFields(
  { initial, unit }: { readonly initial: Written; readonly unit: UnitWithProperty },
) {
  const [purpose, setPurpose] = useState<Purpose>(
    purposes.find((it) => it === initial["purpose"]) ?? "rent",
  );
  const [per, setPer] = useState<ListingFacts["price_per"]>(
    rentPeriods.find((it) => it === initial["price_per"]) ?? "year",
  );
  const price = Number(initial["price_kobo"] ?? 0);
  return (
    <>
      <ChoiceGroup<Purpose>
        name="purpose"
        legend={t`What do you offer?`}
        value={purpose}
        choices={[
          { value: "rent", label: t`To rent` },
          { value: "sale", label: t`For sale` },
          { value: "shortlet", label: t`Short stays` },
        ]}
        onChoose={setPurpose}
      />
      {purpose === "rent" && (
        <PeriodFields
          per={per}
          advance={Number(initial["advance_periods"] ?? 1)}
          onChange={setPer}
        />
      )}
      <MoneyField
        key={purpose}
        name="price_kobo"
        label={purpose === "sale"
          ? t`Price`
          : purpose === "shortlet"
          ? t`Price a night`
          : t`Rent ${periodName(per)}`}
        hint={t`As you write it: 1.2m, 850k, 1,200,000.`}
        {...(price > 0 ? { initial: price } : {})}
      />
      {purpose === "shortlet" && (
        <NightsFields
          least={initial["minimum_nights"] ?? ""}
          longest={initial["maximum_nights"] ?? ""}
        />
      )}
      <TextField
        name="title"
        label={t`Headline`}
        defaultValue={initial["title"] ?? suggested(unit)}
        maxLength={140}
      />
      <TextArea
        name="description"
        label={t`Description`}
        optional
        hint={t`What the photos do not show: water, light, the road, the neighbours.`}
        defaultValue={initial["description"] ?? ""}
        rows={5}
        maxLength={5000}
      />
    </>
  );
}

/** "2-bedroom flat in Yaba". */
function suggested({ kind, bedrooms, property: { area } }: UnitWithProperty): string {
  const what = kindName(kind).toLowerCase();
  return bedrooms > 0 ? t`${bedrooms}-bedroom ${what} in ${area}` : t`${kindName(kind)} in ${area}`;
}
