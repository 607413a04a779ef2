/** What is offered, before one says yes: rent and how it changes, from when to when, how much in advance, and what the law says. */
import { plural } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { TenancyHome } from "@estate/sdk";
import type { ReactNode } from "react";
import { date } from "../../format/date.ts";
import { naira } from "../../format/naira.ts";
import { rentPer } from "../../format/tenancy_words.ts";
import { homesQuery } from "../../session/home_queries.ts";
import { Missed } from "../../ui/missed.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { marksQuery } from "./offer_query.ts";
import { rentChange } from "./rent_change.ts";

/** The terms; of a renewal also what they were. */
export function OfferTerms({ home }: { readonly home: TenancyHome }) {
  const marks = useQuery(marksQuery(home.id));
  const earlier = useQuery({
    ...homesQuery(home.parent_id === null ? [] : [home.parent_id]),
    enabled: home.parent_id !== null,
  });
  const before = earlier.data?.[0];
  const last = new Date(Date.parse(home.ends_on) - 86_400_000).toISOString().slice(0, 10);
  const change = before === undefined ? undefined : rentChange(before, home);
  return (
    <>
      <dl className="mb-3 divide-y divide-line rounded-control border border-line px-3">
        <Line name={<Trans>Rent</Trans>}>
          <span className="money font-semibold">{naira(home.rent_kobo)}</span>{" "}
          {rentPer(home.rent_per)}
          {before !== undefined && (
            <span className="block text-14 text-muted">
              <Trans>
                Until now {naira(before.rent_kobo)} {rentPer(before.rent_per)}
              </Trans>
              {change !== undefined && change !== 0 &&
                ` (${change > 0 ? "+" : "−"}${Math.abs(change)} %)`}
            </span>
          )}
        </Line>
        <Line name={<Trans>From</Trans>}>{date(home.starts_on)}</Line>
        <Line name={<Trans>To</Trans>}>{date(last)}</Line>
        {home.advance_periods > 0 && (
          <Line name={<Trans>To pay in advance</Trans>}>
            <span className="money">{naira(home.rent_kobo * home.advance_periods)}</span>
          </Line>
        )}
        <Line name={<Trans>Notice</Trans>}>
          {home.notice_days === null
            ? <Trans>As long as the law of the place says</Trans>
            : plural(home.notice_days, { one: "# day, as agreed", other: "# days, as agreed" })}
        </Line>
      </dl>
      {/* Nobody says yes without knowing what the law says of it, and not being told that it is not known. */}
      <Missed of={[marks, earlier]} className="mb-3" />
      {marks.data?.marks.map((it) => (
        <div key={`${it.source} ${it.section}`} className="mb-3">
          <Callout meaning="warn" title={<Trans>More than the law allows</Trans>}>
            <span lang="en">{it.message}</span>{" "}
            <span className="text-14 text-muted">{[it.source, it.section].join(", ")}</span>
          </Callout>
        </div>
      ))}
    </>
  );
}

function Line({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4 py-2">
      <dt className="shrink-0 text-14 text-muted">{name}</dt>
      <dd className="min-w-0 text-right">{children}</dd>
    </div>
  );
}
