/** What a tenancy is charged again and again, and ending it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import type { ChargeSchedule } from "@estate/sdk";
import { today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { chargeKind } from "../../format/money_words.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Money } from "../../ui/money.tsx";
import { Problem } from "../../ui/problem.tsx";
import { ReasonForm } from "./reason_form.tsx";
import { every } from "./schedule_words.ts";
import { useTenancyAct } from "./use_tenancy_act.ts";

/** Those in force; rent goes on as the tenants accepted it. */
export function SchedulesCard(
  { schedules, orgId, mayEnd }: {
    readonly schedules: readonly ChargeSchedule[];
    /** Who looks: the landlord's side, or an agency. */
    readonly orgId: string;
    readonly mayEnd: boolean;
  },
) {
  const live = schedules.filter((it) => it.every !== null && (it.goes_on || it.until_on > today()));
  return (
    <Card title={t`Charged again and again`}>
      {live.length === 0 ? <p className="text-muted">{t`Nothing.`}</p> : (
        <ul>
          {live.map((it) => (
            <Line
              key={it.id}
              schedule={it}
              mayEnd={mayEnd && it.kind !== "rent"}
              mayKeep={mayEnd && it.org_id === orgId}
            />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Line(
  { schedule: it, mayEnd, mayKeep }: {
    readonly schedule: ChargeSchedule;
    readonly mayEnd: boolean;
    readonly mayKeep: boolean;
  },
) {
  const [isEnding, setEnding] = useState(false);
  const end = useTenancyAct(t`It is charged no more.`, () => setEnding(false));
  const keep = useTenancyAct(t`It is yours, and goes on without the agency.`);
  return (
    <li className="flex flex-col gap-2 border-t border-line py-3 first:border-t-0 first:pt-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-semibold">{it.label ?? chargeKind(it.kind)}</span>
        <span>
          <Money kobo={it.amount_kobo} className="font-semibold" /> {every(it.every)}
        </span>
      </div>
      {it.next_on !== null && (
        <p className="text-14 text-muted">
          <Trans>next charged for the time from {date(it.next_on)}</Trans>
        </p>
      )}
      {it.mandate_id !== null && it.kind !== "rent" && (
        <div className="flex flex-wrap items-center justify-between gap-x-4">
          <p className="text-14 text-muted">
            <Trans>Set by an agency: it ends with its mandate</Trans>
          </p>
          {mayKeep && (
            <Button
              look="quiet"
              busy={keep.isPending}
              onClick={() => keep.mutate({ act: "keep", scheduleId: it.id })}
            >
              <Trans>Keep it as yours</Trans>
            </Button>
          )}
          {keep.error !== null && <Problem error={keep.error} />}
        </div>
      )}
      {isEnding
        ? (
          <ReasonForm
            label={t`Why it ends`}
            hint={t`What was charged ahead and not paid is taken back.`}
            submit={t`End it`}
            busy={end.isPending}
            error={end.error}
            onCancel={() => setEnding(false)}
            onSay={(reason) => end.mutate({ act: "end", scheduleId: it.id, reason })}
          />
        )
        : mayEnd && (
          <div className="acts">
            <Button look="quiet" onClick={() => setEnding(true)}>
              <Trans>Charge it no more</Trans>
            </Button>
          </div>
        )}
    </li>
  );
}
