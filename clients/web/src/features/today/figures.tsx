/** How the organization stands: each figure with its parts, and the list that it comes from. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { OrgToday } from "@estate/sdk";
import { ShareBar } from "../../chart/share_bar.tsx";
import { count } from "../../format/naira.ts";
import { Card } from "../../ui/card.tsx";
import { Money } from "../../ui/money.tsx";
import { EndingsCard } from "./endings_card.tsx";
import { Hero, More } from "./figure_parts.tsx";
import { percent } from "./order.ts";

type Figures = OrgToday["figures"];

/** Those that the reader may know. */
export function FigureCards(
  { orgId, figures }: { readonly orgId: string; readonly figures: Figures },
) {
  const { month, ageing, occupancy } = figures;
  return (
    <div className="flex flex-col gap-4">
      {month !== undefined && <Month orgId={orgId} month={month} />}
      {ageing !== undefined && <Owed orgId={orgId} ageing={ageing} />}
      {occupancy !== undefined && <Homes orgId={orgId} occupancy={occupancy} />}
      {ageing !== undefined && <EndingsCard orgId={orgId} />}
    </div>
  );
}

function Month({ orgId, month }: { orgId: string; month: NonNullable<Figures["month"]> }) {
  const open = month.due_kobo - month.due_paid_kobo;
  return (
    <Card title={t`This month`}>
      <Hero note={<Trans>came in</Trans>}>
        <Money kobo={month.collected_kobo} size="hero" />
      </Hero>
      <ShareBar
        caption={t`Of what falls due this month`}
        shares={[
          {
            label: t`Due and paid`,
            value: month.due_paid_kobo,
            said: <Money kobo={month.due_paid_kobo} />,
            color: "1",
          },
          { label: t`Due, not paid`, value: open, said: <Money kobo={open} />, color: "rest" },
        ]}
      />
      <More>
        <Link
          to="/org/$orgId/money/charges"
          params={{ orgId }}
          search={{ show: "month" }}
          className="link"
        >
          <Trans>Charges of this month</Trans>
        </Link>
        <Link
          to="/org/$orgId/reports/$name"
          params={{ orgId, name: "collections" }}
          search={{ period: "this-month" }}
          className="link"
        >
          <Trans>What came in</Trans>
        </Link>
      </More>
    </Card>
  );
}

function Owed({ orgId, ageing }: { orgId: string; ageing: NonNullable<Figures["ageing"]> }) {
  const part = (label: string, value: number, color: "3" | "5" | "2" | "bad") => ({
    label,
    value,
    said: <Money kobo={value} />,
    color,
  });
  return (
    <Card title={t`Overdue`}>
      <Hero
        note={plural(ageing.tenancies, { one: "owed by # tenancy", other: "owed by # tenancies" })}
      >
        <Money kobo={ageing.overdue_kobo} size="hero" />
      </Hero>
      <ShareBar
        caption={t`What is overdue, by its age`}
        shares={[
          part(t`1 to 30 days`, ageing.days_1_to_30_kobo, "3"),
          part(t`31 to 60 days`, ageing.days_31_to_60_kobo, "5"),
          part(t`61 to 90 days`, ageing.days_61_to_90_kobo, "2"),
          part(t`Over 90 days`, ageing.over_90_days_kobo, "bad"),
        ]}
      />
      <More>
        <Link
          to="/org/$orgId/money/charges"
          params={{ orgId }}
          search={{ show: "overdue" }}
          className="link"
        >
          <Trans>Who owes what</Trans>
        </Link>
        <Link to="/org/$orgId/reports/$name" params={{ orgId, name: "ageing" }} className="link">
          <Trans>By age</Trans>
        </Link>
      </More>
    </Card>
  );
}

function Homes(
  { orgId, occupancy }: { orgId: string; occupancy: NonNullable<Figures["occupancy"]> },
) {
  const used = occupancy.let + occupancy.stay;
  const part = (label: string, value: number, color: "1" | "2" | "3" | "4" | "rest") => ({
    label,
    value,
    said: count(value),
    color,
  });
  return (
    <Card title={t`Homes`}>
      <Hero note={<Trans>of {count(occupancy.units)} are lived in</Trans>}>
        <span className="money text-30 font-bold tracking-tight">
          {t`${percent(used, occupancy.units)} %`}
        </span>
      </Hero>
      <ShareBar
        caption={t`What the homes are used for today`}
        hideEmpty
        shares={[
          part(t`Let`, occupancy.let, "1"),
          part(t`Short stays`, occupancy.stay, "3"),
          part(t`Kept for somebody`, occupancy.reserved, "4"),
          part(t`Sold`, occupancy.sold, "2"),
          part(t`Empty`, occupancy.vacant, "rest"),
        ]}
      />
      <More>
        <Link to="/org/$orgId/homes" params={{ orgId }} className="link">
          <Trans>All homes</Trans>
        </Link>
      </More>
    </Card>
  );
}
