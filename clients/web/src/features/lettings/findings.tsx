/** What was found, as it is offered and signed. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { dateTime } from "../../format/date.ts";
import { Card } from "../../ui/card.tsx";
import { Money } from "../../ui/money.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { conditionMeaning, conditionWord, meterWord } from "./condition_words.ts";
import type { WholeInspection } from "./inspection_query.ts";
import { Thumbnail } from "./item_photos.tsx";

/** The cards: who signed, then room by room. */
export function Findings({ whole }: { readonly whole: WholeInspection }) {
  const { inspection, items, photos, signatures } = whole;
  const rooms = [...new Set(items.map(({ room }) => room))];
  const now = signatures.filter((it) => it.round === inspection.round);
  return (
    <>
      {now.length > 0 && (
        <Card title={t`Signatures`}>
          <ul className="divide-y divide-line">
            {now.map((it) => (
              <li key={it.id} className="flex flex-wrap justify-between gap-2 py-2">
                <span>
                  {it.signer_name}{" "}
                  <span className="text-muted">
                    {it.side === "owner" ? t`for your side` : t`as tenant`}
                  </span>
                  {it.remark !== null && <span className="block text-14">{it.remark}</span>}
                </span>
                <span className="text-right">
                  <StatusChip meaning={it.outcome === "agreed" ? "good" : "bad"}>
                    {it.outcome === "agreed" ? t`Agrees` : t`Disagrees`}
                  </StatusChip>
                  <span className="block text-14 text-muted">{dateTime(it.signed_at)}</span>
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {inspection.meter_readings.length > 0 && (
        <Card title={t`Meters`}>
          <ul>
            {inspection.meter_readings.map((it) => (
              <li key={`${it.meter} ${it.number}`} className="flex justify-between gap-4 py-1">
                <span>
                  {meterWord(it.meter)}
                  {it.number !== undefined && (
                    <span className="text-muted">
                      {" · "}
                      {it.number}
                    </span>
                  )}
                </span>
                <span className="money">{it.value}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {rooms.length === 0 && (
        <p className="text-muted">
          <Trans>Nothing is written down yet.</Trans>
        </p>
      )}
      {rooms.map((room) => (
        <Card key={room} title={room}>
          <ul className="divide-y divide-line">
            {items.filter((it) => it.room === room).map((it) => (
              <li key={it.id} className="py-3 first:pt-0 last:pb-0">
                <div className="flex flex-wrap items-center justify-between gap-2">
                  <span>{it.item}</span>
                  {it.condition !== null && (
                    <StatusChip meaning={conditionMeaning(it.condition)}>
                      {conditionWord(it.condition)}
                    </StatusChip>
                  )}
                </div>
                {it.note !== null && <p className="text-14">{it.note}</p>}
                {it.estimated_cost_kobo !== null && (
                  <p className="text-14 text-muted">
                    <Trans>
                      Mending would cost <Money kobo={it.estimated_cost_kobo} />
                    </Trans>
                  </p>
                )}
                <div className="mt-2 flex flex-wrap gap-2 empty:hidden">
                  {photos.filter((photo) =>
                    photo.item_id === it.id
                  ).map((photo, n) => (
                    <Thumbnail key={photo.id} photo={photo} alt={t`Photo ${n + 1}: ${it.item}`} />
                  ))}
                </div>
              </li>
            ))}
          </ul>
        </Card>
      ))}
    </>
  );
}
