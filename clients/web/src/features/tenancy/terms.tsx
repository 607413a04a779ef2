/** What was agreed. */
import { plural } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { TenancyHome } from "@estate/sdk";
import type { ReactNode } from "react";
import { date } from "../../format/date.ts";
import { homeAddress } from "../../format/home_name.ts";
import { naira } from "../../format/naira.ts";
import { rentPer, tenancyStatus } from "../../format/tenancy_words.ts";
import { Card } from "../../ui/card.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { lastDay } from "../../format/calendar.ts";

/** The card. */
export function Terms({ home }: { readonly home: TenancyHome }) {
  const { meaning, word } = tenancyStatus(home.status);
  return (
    <Card
      title={<Trans>Terms</Trans>}
      action={<StatusChip meaning={meaning}>{word}</StatusChip>}
    >
      <dl className="divide-y divide-line">
        <Line name={<Trans>Rent</Trans>}>
          <span className="money font-semibold">{naira(home.rent_kobo)}</span>{" "}
          {rentPer(home.rent_per)}
        </Line>
        <Line name={<Trans>From</Trans>}>{date(home.starts_on)}</Line>
        <Line name={<Trans>To</Trans>}>{date(lastDay(home.ends_on))}</Line>
        {home.ended_on !== null && (
          <Line name={<Trans>Given back</Trans>}>{date(home.ended_on)}</Line>
        )}
        <Line name={<Trans>Landlord</Trans>}>{home.landlord.name}</Line>
        <Line name={<Trans>Address</Trans>}>{homeAddress(home)}</Line>
        <Line name={<Trans>Notice</Trans>}>
          {home.notice_days === null
            ? <Trans>As long as the law of the place says</Trans>
            : plural(home.notice_days, { one: "# day, as agreed", other: "# days, as agreed" })}
        </Line>
      </dl>
    </Card>
  );
}

function Line({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="flex flex-col py-3 first:pt-0 last:pb-0 sm:flex-row sm:justify-between sm:gap-6">
      <dt className="shrink-0 text-14 text-muted sm:text-16">{name}</dt>
      <dd className="min-w-0 sm:text-right">{children}</dd>
    </div>
  );
}
