/** What was found: each room with its items, and what the meters showed. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { Inspection, InspectionItem, InspectionPhoto } from "@estate/sdk";
import { naira } from "../../format/naira.ts";
import { Card } from "../../ui/card.tsx";
import { AddPhoto } from "./add_photo.tsx";
import { Condition } from "./condition.tsx";
import { Photos } from "./photos.tsx";
import { roomsOf } from "./standing.ts";

/** `mayAdd`: while it waits to be signed, photos of one's own go beside it. */
export function Found(
  { inspection, items, photos, mayAdd }: {
    readonly inspection: Inspection;
    readonly items: readonly InspectionItem[];
    readonly photos: readonly InspectionPhoto[];
    readonly mayAdd: boolean;
  },
) {
  const { id, note, meter_readings: readings } = inspection;
  return (
    <>
      {roomsOf(items).map(({ room, items }) => (
        <Card key={room} title={room}>
          <ul className="divide-y divide-line">
            {items.map((it) => (
              <li key={it.id} className="py-3 first:pt-0 last:pb-0">
                <div className="flex flex-wrap items-center justify-between gap-2">
                  <h3 className="font-semibold">{it.item}</h3>
                  <Condition of={it.condition} />
                </div>
                {it.note !== null && <p className="text-muted">{it.note}</p>}
                {it.estimated_cost_kobo !== null && (
                  <p className="text-14">
                    <Trans>
                      The landlord reckons {naira(it.estimated_cost_kobo)} to put it right
                    </Trans>
                  </p>
                )}
                <Photos photos={photos.filter((of) => of.item_id === it.id)} of={it.item} />
                {mayAdd && <AddPhoto inspectionId={id} itemId={it.id} of={it.item} />}
              </li>
            ))}
          </ul>
        </Card>
      ))}
      {readings.length > 0 && (
        <Card title={<Trans>Meters</Trans>}>
          <ul className="divide-y divide-line">
            {readings.map((it, at) => (
              <li key={at} className="flex justify-between gap-4 py-2 first:pt-0 last:pb-0">
                <span>{meter(it.meter)} {it.number}</span>
                <span className="money font-semibold">{it.value} {it.unit}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {(note !== null || mayAdd || photos.some((it) => it.item_id === null)) && (
        <Card title={<Trans>The whole home</Trans>}>
          {note !== null && <p className="whitespace-pre-line">{note}</p>}
          <Photos
            photos={photos.filter((it) =>
              it.item_id === null
            )}
            of={t`The whole home`}
          />
          {mayAdd && <AddPhoto inspectionId={id} of={t`The whole home`} />}
        </Card>
      )}
    </>
  );
}

function meter(kind: Inspection["meter_readings"][number]["meter"]): string {
  switch (kind) {
    case "electricity":
      return t`Light`;
    case "water":
      return t`Water`;
    case "gas":
      return t`Gas`;
    case "diesel":
      return t`Diesel`;
  }
}
