/** The notices of the law that were given of a tenancy, each with how it stands; from here to its paper and its service. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { date } from "../../format/date.ts";
import { noticesQuery, standingsQuery } from "../../session/home_queries.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Missed } from "../../ui/missed.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { formName, NoticeChip } from "../office/notice_words.tsx";

/** The card. `may`: who reads it may prepare one. */
export function StatutoryNoticesCard(
  { orgId, tenancyId, may }: {
    readonly orgId: string;
    readonly tenancyId: string;
    readonly may: boolean;
  },
) {
  const query = useQuery(noticesQuery(tenancyId));
  const standings = useQuery(standingsQuery(tenancyId));
  const standingOf = (id: string) => standings.data?.find(({ notice_id }) => notice_id === id);
  return (
    <Card
      title={t`Notices of the law`}
      action={
        <LinkButton to="/org/$orgId/notices" params={{ orgId }} look="quiet">
          <Trans>All notices</Trans>
        </LinkButton>
      }
    >
      <Missed of={[standings]} className="mb-3" />
      <Loaded query={query} skeleton={<Skeleton className="h-16" />}>
        {(notices) =>
          notices.length === 0
            ? (
              <p className="text-muted">
                <Trans>None was given.</Trans>
              </p>
            )
            : (
              <ul className="divide-y divide-line">
                {notices.map(({ id, form, number, serve_by, takes_effect_on }) => {
                  const status = standingOf(id)?.status ?? null;
                  return (
                    <li key={id}>
                      <Link
                        to="/org/$orgId/notices/$id"
                        params={{ orgId, id }}
                        className="-mx-2 flex flex-wrap items-start justify-between gap-x-3 gap-y-1 rounded-control px-2 py-3 text-ink hover:bg-raised"
                      >
                        <span className="min-w-0">
                          <span className="block font-semibold">{formName(form)}</span>
                          <span className="block text-14 text-muted">
                            {number} · {status === "issued"
                              ? <Trans>to be served by {date(serve_by)}</Trans>
                              : <Trans>takes effect on {date(takes_effect_on)}</Trans>}
                          </span>
                        </span>
                        <NoticeChip status={status} />
                      </Link>
                    </li>
                  );
                })}
              </ul>
            )}
      </Loaded>
      {may && (
        <div className="mt-3">
          <LinkButton
            to="/org/$orgId/notices/new"
            params={{ orgId }}
            search={{ tenancy: tenancyId }}
            look="secondary"
          >
            <Trans>Prepare a notice</Trans>
          </LinkButton>
        </div>
      )}
    </Card>
  );
}
