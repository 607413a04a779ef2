/** Terms that end within 90 days, and the rent roll that they come from. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ShareBar } from "../../chart/share_bar.tsx";
import { today } from "../../format/calendar.ts";
import { count } from "../../format/naira.ts";
import { Card } from "../../ui/card.tsx";
import { Missed } from "../../ui/missed.tsx";
import { endingsOf } from "./endings.ts";
import { Hero, More } from "./figure_parts.tsx";
import { termsQuery } from "./today_query.ts";

/** The card; nothing while it is on its way, and where nothing is let. */
export function EndingsCard({ orgId }: { readonly orgId: string }) {
  const query = useQuery(termsQuery(orgId));
  const { data } = query;
  if (data === undefined) return <Missed of={[query]} />;
  if (data.length === 0) return null;
  const ends = endingsOf(data, today());
  const soon = ends.within30 + ends.within60 + ends.within90;
  const part = (label: string, value: number, color: "2" | "5" | "3" | "rest" | "bad") => ({
    label,
    value,
    said: count(value),
    color,
  });
  return (
    <Card title={t`Terms that end`}>
      <Hero note={<Trans>of {count(data.length)} end within 90 days</Trans>}>
        <span className="money text-30 font-bold tracking-tight">{count(soon)}</span>
      </Hero>
      <ShareBar
        caption={t`When terms end`}
        hideEmpty
        shares={[
          part(t`Over, the tenants stay`, ends.over, "bad"),
          part(t`Within 30 days`, ends.within30, "2"),
          part(t`Within 60 days`, ends.within60, "5"),
          part(t`Within 90 days`, ends.within90, "3"),
          part(t`Later`, ends.later, "rest"),
        ]}
      />
      <More>
        <Link
          to="/org/$orgId/reports/$name"
          params={{ orgId, name: "rent-roll" }}
          className="link"
        >
          <Trans>Which terms, by month</Trans>
        </Link>
      </More>
    </Card>
  );
}
