/** That notice was given, by whom, and when the home is to be given back. */
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { TenancyHome } from "@estate/sdk";
import { date } from "../../format/date.ts";
import { Missed } from "../../ui/missed.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { endingQuery } from "../../session/home_queries.ts";

/** Nothing while none holds. */
export function NoticeGiven({ home }: { readonly home: TenancyHome }) {
  const notices = useQuery(endingQuery(home.id));
  if (home.status !== "notice_given") return null;
  const notice = notices.data?.find((it) => it.withdrawn_at === null);
  if (notice === undefined) return <Missed of={[notices]} />;
  return (
    <Callout
      meaning="warn"
      title={<Trans>The home is given back on {date(notice.ends_on)}</Trans>}
    >
      <p>
        {notice.given_by_owner
          ? <Trans>Your landlord gave notice on {date(notice.given_on)}.</Trans>
          : <Trans>The tenants gave notice on {date(notice.given_on)}.</Trans>} {notice.reason}
      </p>
      <p className="mt-1 text-14 text-muted">{notice.basis}</p>
      <p className="mt-2">
        <Link
          to="/home/$tenancyId/ending"
          params={{ tenancyId: home.id }}
          search={{}}
          className="font-semibold text-brand underline"
        >
          <Trans>Moving out and deposit</Trans>
        </Link>
      </p>
    </Callout>
  );
}
