/** What a unit is and has. */
import { t } from "@lingui/core/macro";
import type { UnitWithProperty } from "@estate/sdk";
import { bathroomsWord, bedroomsWord, featureName, kindName } from "../../format/home_words.ts";
import { count } from "../../format/naira.ts";
import { Card } from "../../ui/card.tsx";
import { FactList } from "./fact_list.tsx";
import { addressOf } from "./property_words.ts";

/** The card. */
export function UnitFacts({ unit }: { readonly unit: UnitWithProperty }) {
  const rooms = [
    unit.bedrooms > 0 ? bedroomsWord(unit.bedrooms) : undefined,
    unit.bathrooms > 0 ? bathroomsWord(unit.bathrooms) : undefined,
  ].filter((it) => it !== undefined).join(", ");
  const { floor_area_sqm: area } = unit;
  return (
    <Card title={t`Facts`}>
      <FactList
        facts={[
          { name: t`Kind`, value: kindName(unit.kind) },
          rooms === "" ? undefined : { name: t`Rooms`, value: rooms },
          area === null ? undefined : { name: t`Size`, value: t`${count(area)} m²` },
          { name: t`Furniture`, value: unit.is_furnished ? t`Comes with it` : t`None` },
          { name: t`Where`, value: addressOf(unit.property) },
        ]}
      />
      {unit.features.length > 0 && (
        <ul aria-label={t`What it has`} className="mt-3 flex flex-wrap gap-2">
          {unit.features.map((it) => (
            <li key={it} className="rounded-chip bg-raised px-3 py-1 text-14">{featureName(it)}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}
