/** One thing of a home: what it is like, what is to be said of it, what mending costs, photos. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { InspectionItem, InspectionPhoto } from "@estate/sdk";
import { Button } from "../../ui/button.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { MoneyField } from "../../ui/money_field.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { type Condition, conditions, conditionWord } from "./condition_words.ts";
import { ItemPhotos } from "./item_photos.tsx";
import { isWorse, type Recorded } from "./recorded.ts";

/** The fields. `item` is undefined while the project does not know it: photos come after. */
export function ItemFields(
  { recorded, inspectionId, hasCost, item, photos, wrong, onChange, onRemove }: {
    readonly recorded: Recorded;
    readonly inspectionId: string;
    readonly hasCost: boolean;
    readonly item: InspectionItem | undefined;
    readonly photos: readonly InspectionPhoto[];
    readonly wrong: string | undefined;
    readonly onChange: (part: Partial<Recorded>) => void;
    readonly onRemove: () => void;
  },
) {
  const name = `${recorded.room} ${recorded.item}`;
  return (
    <div className="flex flex-col gap-3">
      <ChoiceGroup<Condition>
        name={`condition ${name}`}
        legend={recorded.item}
        value={recorded.condition ?? undefined}
        choices={conditions.map((value) => ({ value, label: conditionWord(value) }))}
        onChoose={(condition) => onChange({ condition })}
      />
      {recorded.condition !== null && (
        <>
          <TextField
            name={`note ${name}`}
            label={t`Note`}
            optional
            value={recorded.note}
            maxLength={500}
            onChange={(event) => onChange({ note: event.target.value })}
          />
          {hasCost && isWorse(recorded.condition) && (
            <MoneyField
              name={`cost ${name}`}
              label={t`What would mending cost?`}
              optional
              initial={recorded.costKobo ?? undefined}
              onRead={(kobo) => onChange({ costKobo: kobo ?? null })}
            />
          )}
        </>
      )}
      {wrong !== undefined && <p role="alert" className="text-14 font-semibold text-bad">{wrong}
      </p>}
      <div className="flex flex-wrap items-center gap-2">
        {item === undefined
          ? recorded.condition !== null && (
            <span className="text-14 text-muted">
              <Trans>Save first, then add photos of it.</Trans>
            </span>
          )
          : (
            <ItemPhotos
              inspectionId={inspectionId}
              item={item}
              photos={photos.filter((it) => it.item_id === item.id)}
            />
          )}
        <Button
          look="quiet"
          onClick={onRemove}
          aria-label={t`Take out: ${recorded.item}, ${recorded.room}`}
        >
          <Trans>Take out</Trans>
        </Button>
      </div>
    </div>
  );
}
