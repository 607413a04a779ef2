/** What a unit is and has. */
import { t } from "@lingui/core/macro";
import { useState } from "react";
import type { Unit } from "@estate/sdk";
import { featureName, kindName } from "../../format/home_words.ts";
import type { Written } from "../../session/form_draft.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { hasBedrooms, unitKinds } from "./home_kinds.ts";

/** What most have first. */
const features: readonly Unit["features"][number][] = [
  "borehole",
  "prepaid_meter",
  "parking",
  "security",
  "gated",
  "generator",
  "inverter",
  "solar",
  "water_treatment",
  "all_rooms_ensuite",
  "fitted_kitchen",
  "wardrobes",
  "air_conditioning",
  "balcony",
  "boys_quarters",
  "serviced",
  "cctv",
  "internet",
  "elevator",
  "garden",
  "swimming_pool",
  "gym",
  "pets_allowed",
  "waterfront",
];

/** The fields; `initial` as they are written. */
export function UnitFields({ initial }: { readonly initial: Written }) {
  const [kind, setKind] = useState<Unit["kind"]>(
    unitKinds.find((it) => it === initial["kind"]) ?? "flat",
  );
  const has = new Set((initial["features"] ?? "").split(","));
  return (
    <>
      <Select
        name="kind"
        label={t`Kind`}
        value={kind}
        onChange={(event) => setKind(unitKinds.find((it) => it === event.target.value) ?? "flat")}
        choices={unitKinds.map((it) => ({ value: it, label: kindName(it) }))}
      />
      <div className="grid grid-cols-2 gap-3">
        {hasBedrooms(kind) && (
          <TextField
            name="bedrooms"
            label={t`Bedrooms`}
            inputMode="numeric"
            defaultValue={initial["bedrooms"] ?? ""}
            maxLength={2}
          />
        )}
        <TextField
          name="bathrooms"
          label={t`Bathrooms`}
          inputMode="numeric"
          defaultValue={initial["bathrooms"] ?? ""}
          maxLength={2}
        />
      </div>
      <TextField
        name="floor_area_sqm"
        label={t`Size in square metres`}
        optional
        inputMode="decimal"
        defaultValue={initial["floor_area_sqm"] ?? ""}
        maxLength={12}
      />
      <fieldset>
        <legend className="mb-1 font-semibold">{t`What it has`}</legend>
        <p className="mb-1 text-14 text-muted">{t`People filter by these.`}</p>
        <div className="grid gap-x-4 min-[340px]:grid-cols-2">
          {features.map((it) => (
            <Checkbox
              key={it}
              name="features"
              value={it}
              defaultChecked={has.has(it)}
              label={featureName(it)}
            />
          ))}
        </div>
      </fieldset>
      <Checkbox
        name="is_furnished"
        defaultChecked={initial["is_furnished"] === "on" || initial["is_furnished"] === "true"}
        label={t`It comes with furniture`}
      />
    </>
  );
}
