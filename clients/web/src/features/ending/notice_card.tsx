/** Notice: the one that runs and how to take it back, or from when one could be given. */
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { TenancyHome, TenancyNotice } from "@estate/sdk";
import { useState } from "react";
import { date, dateOf } from "../../format/date.ts";
import { endingQuery, sdk } from "../../session/home_queries.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { noticeTermsQuery } from "./ending_query.ts";
import { mayGive } from "./may_give.ts";

/** The card; nothing of a home that was never lived in. */
export function NoticeCard({ home }: { readonly home: TenancyHome }) {
  const query = useQuery(endingQuery(home.id));
  if (home.status === "offered" || home.status === "cancelled") return null;
  return (
    <Card title={<Trans>Notice</Trans>}>
      <Loaded query={query} skeleton={<Skeleton className="h-24" />}>
        {(notices) => {
          const running = notices.find((it) => it.withdrawn_at === null);
          const over = notices.filter((it) => it.withdrawn_at !== null);
          return (
            <div className="flex flex-col gap-4">
              {running !== undefined && <Running home={home} notice={running} />}
              {running === undefined && mayGive(home) && <NotYet home={home} />}
              {running === undefined && !mayGive(home) && (
                <p className="text-muted">
                  <Trans>No notice was given.</Trans>
                </p>
              )}
              {over.map((it) => <Withdrawn key={it.id} notice={it} />)}
            </div>
          );
        }}
      </Loaded>
    </Card>
  );
}

function NotYet({ home }: { readonly home: TenancyHome }) {
  const query = useQuery(noticeTermsQuery(home.id));
  return (
    <Loaded query={query} skeleton={<Skeleton className="h-24" />}>
      {(terms) =>
        terms !== null && (
          <>
            <p>
              <Trans>
                If you give notice today, the tenancy can end on{" "}
                <strong>{date(terms.earliest_ends_on)}</strong> at the earliest.
              </Trans>
            </p>
            <p className="mb-3 text-14 text-muted">{terms.basis}</p>
            <LinkButton
              to="/home/$tenancyId/ending"
              params={{ tenancyId: home.id }}
              search={{ give: "notice" }}
              resetScroll={false}
              look="secondary"
            >
              <Trans>Give notice</Trans>
            </LinkButton>
          </>
        )}
    </Loaded>
  );
}

function Running(
  { home, notice }: { readonly home: TenancyHome; readonly notice: TenancyNotice },
) {
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const withdraw = useMutation({
    mutationFn: async () => {
      const { client, withdrawNotice } = await sdk();
      await withdrawNotice(client, home.id);
    },
    onSuccess: () =>
      Promise.all(
        ["tenancy", "hats"].map((topic) => queries.invalidateQueries({ queryKey: [topic] })),
      ),
  });
  return (
    <div>
      <p className="text-18 font-semibold">
        <Trans>The home is given back on {date(notice.ends_on)}</Trans>
      </p>
      <p>
        {notice.given_by_owner
          ? <Trans>Your landlord gave notice on {date(notice.given_on)}.</Trans>
          : <Trans>The tenants gave notice on {date(notice.given_on)}.</Trans>} {notice.reason}
      </p>
      <p className="text-14 text-muted">{notice.basis}</p>
      {withdraw.error !== null && <Problem error={withdraw.error} />}
      {!notice.given_by_owner && home.status !== "ended" && (
        <div className="mt-3 acts">
          {asking && (
            <p className="w-full">
              <Trans>You stay on as before. Your landlord is told.</Trans>
            </p>
          )}
          <Button
            look={asking ? "primary" : "secondary"}
            busy={withdraw.isPending}
            onClick={() => asking ? withdraw.mutate() : setAsking(true)}
          >
            {asking ? <Trans>Take it back</Trans> : <Trans>Take the notice back</Trans>}
          </Button>
          {asking && (
            <Button
              look="quiet"
              onClick={() => setAsking(false)}
            >
              <Trans>Not now</Trans>
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function Withdrawn({ notice }: { readonly notice: TenancyNotice }) {
  return (
    <div className="border-t border-line pt-3">
      <StatusChip meaning="wait">
        <Trans>Withdrawn on {dateOf(notice.withdrawn_at ?? notice.created_at)}</Trans>
      </StatusChip>
      <p className="mt-1 text-14 text-muted">
        <Trans>
          Given on {date(notice.given_on)}, for {date(notice.ends_on)}
        </Trans>
      </p>
    </div>
  );
}
