/** How much data the app may use. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { chooseData, type DataChoice, dataChoice } from "../../offline/data_mode.ts";
import { Card } from "../../ui/card.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";

/** The card. */
export function DataCard() {
  const [choice, setChoice] = useState<DataChoice>(dataChoice);
  return (
    <Card title={t`Data`}>
      <ChoiceGroup<DataChoice>
        name="data"
        legend={<span className="sr-only">{t`Data`}</span>}
        value={choice}
        choices={[
          { value: "auto", label: t`As the line is` },
          { value: "low", label: t`Save data` },
          { value: "full", label: t`Show everything` },
        ]}
        onChoose={(it) => {
          chooseData(it);
          setChoice(it);
        }}
      />
      <p className="mt-3 text-14 text-muted">
        <Trans>
          Saving data: in lists one small photo for each home; all others, and the map, when you ask
          for them.
        </Trans>
      </p>
    </Card>
  );
}
