/** Who would answer for the applicant, and how sure that is. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { ReceivedApplication } from "@estate/sdk";
import { dateOf } from "../../format/date.ts";
import { phone } from "../../format/phone.ts";
import { Card } from "../../ui/card.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { guarantorState } from "./guarantor_state.ts";

/** The card. */
export function Guarantors(
  { guarantors }: { readonly guarantors: ReceivedApplication["guarantors"] },
) {
  return (
    <Card title={t`Guarantors`}>
      {guarantors.length === 0
        ? (
          <p className="text-muted">
            <Trans>They named nobody who answers for them.</Trans>
          </p>
        )
        : (
          <ul className="divide-y divide-line">
            {guarantors.map((it) => {
              const state = guarantorState(it);
              return (
                <li
                  key={it.id}
                  className="flex flex-wrap items-center justify-between gap-2 py-3 first:pt-0 last:pb-0"
                >
                  <div className="min-w-0">
                    <p>
                      {it.full_name} <span className="text-muted">· {it.relationship}</span>
                    </p>
                    <a href={`tel:${it.phone}`} className="text-14 underline">{phone(it.phone)}</a>
                  </div>
                  <div className="text-right">
                    <StatusChip meaning={state.meaning}>{state.words}</StatusChip>
                    {it.answered_at !== null && (
                      <span className="block text-14 text-muted">{dateOf(it.answered_at)}</span>
                    )}
                  </div>
                </li>
              );
            })}
          </ul>
        )}
    </Card>
  );
}
