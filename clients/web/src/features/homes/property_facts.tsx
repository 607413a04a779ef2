/** What a property is and where. */
import { t } from "@lingui/core/macro";
import type { Property } from "@estate/sdk";
import { date } from "../../format/date.ts";
import { Card } from "../../ui/card.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { FactList } from "./fact_list.tsx";
import { propertyKind, useName } from "./kind_words.ts";

/** The card. */
export function PropertyFacts({ property }: { readonly property: Property }) {
  const { landmark, title_searched_on: searched } = property;
  return (
    <Card title={t`Facts`}>
      <FactList
        facts={[
          { name: t`What it is`, value: propertyKind(property.kind).name },
          { name: t`Use`, value: useName(property.use) },
          { name: t`Area`, value: property.area },
          landmark === null ? undefined : { name: t`Landmark`, value: landmark },
          { name: t`Local government`, value: property.lga },
          { name: t`State`, value: property.state },
          {
            name: t`Title`,
            value: property.is_verified && searched !== null
              ? t`Registry searched ${date(searched)}`
              : t`Not searched`,
          },
        ]}
      />
      {property.longitude === null && (
        <div className="mt-3">
          <Callout meaning="warn" title={t`No place on the map`}>
            <p>{t`Nothing of it can be listed before you set the pin: change the facts.`}</p>
          </Callout>
        </div>
      )}
    </Card>
  );
}
