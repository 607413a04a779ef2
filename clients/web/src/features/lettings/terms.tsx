/** The terms of a tenancy. */
import { lastDay } from "../../format/calendar.ts";
import { plural, t } from "@lingui/core/macro";
import type { ReactNode } from "react";
import type { Letting } from "@estate/sdk";
import { date } from "../../format/date.ts";
import { periodName } from "../../format/home_words.ts";
import { Card } from "../../ui/card.tsx";
import { Money } from "../../ui/money.tsx";

/** The card. */
export function Terms({ letting: it }: { readonly letting: Letting }) {
  const facts: [string, ReactNode][] = [
    [
      t`Rent`,
      <span key="rent">
        <Money kobo={it.rent_kobo} className="font-semibold" /> {periodName(it.rent_per)}
      </span>,
    ],
    [
      t`Paid at once`,
      plural(it.advance_periods, { one: "# period", other: "# periods" }),
    ],
    [t`First day`, date(it.starts_on)],
    // The database keeps the first day after the term; people speak of the last one in it.
    [t`Last day`, date(lastDay(it.ends_on))],
    [
      t`Notice`,
      it.notice_days === null
        ? t`as the law says`
        : plural(it.notice_days, { one: "# day, as agreed", other: "# days, as agreed" }),
    ],
    [t`Agreed on paper`, it.evidence],
  ];
  return (
    <Card title={t`Terms`}>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2">
        {facts.filter(([, value]) => value !== null).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
