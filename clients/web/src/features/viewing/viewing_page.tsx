/** Seeing a home: the times that are offered, one press, then where exactly it is. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { Viewing, ViewingTime } from "@estate/sdk";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CalendarX } from "lucide-react";
import { useState } from "react";
import { dateOf } from "../../format/date.ts";
import { weekdayOf } from "../../format/weekday.ts";
import { coming, lastOver, myViewingsQuery } from "../../session/my_viewings.ts";
import { useSignedInAs } from "../../session/session.ts";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Missed } from "../../ui/missed.tsx";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { Booked } from "./booked.tsx";
import { TimeList } from "./time_list.tsx";
import { book, viewingTimesQuery } from "./viewing_query.ts";

/** The page. */
export function ViewingPage({ listingId }: { readonly listingId: string }) {
  const { data: times, error, refetch } = useQuery(viewingTimesQuery(listingId));
  const mine = myViewingsQuery(useSignedInAs());
  const booking = useQuery(mine);
  const { data: viewings, isLoading: isLookingBack } = booking;
  const [taken, setTaken] = useState<{ viewing: Viewing; time: ViewingTime }>();
  const queries = useQueryClient();
  const taking = useMutation({
    mutationFn: async (time: ViewingTime) => ({ viewing: await book(time.slot_id), time }),
    onSuccess: setTaken,
    // Full, or gone: what is left is asked for.
    onSettled: () => queries.invalidateQueries({ queryKey: ["viewings"] }),
  });
  const known = coming(viewings ?? [], Date.now()).find((it) => it.listing?.id === listingId);
  const booked = taken === undefined ? known : { id: taken.viewing.id, ...taken.time };
  if (booked !== undefined) {
    return (
      <Booked
        listingId={listingId}
        viewingId={booked.id}
        time={booked}
        onGivenBack={() => {
          queries.setQueryData(
            mine.queryKey,
            (all) => all?.filter((it) => it.id !== booked.id),
          );
          setTaken(undefined);
          void queries.invalidateQueries({ queryKey: ["viewings"] });
        }}
      />
    );
  }
  const over = lastOver(viewings ?? [], listingId, Date.now());
  return (
    <Page
      title={t`See this home`}
      lead={<Trans>Choose a time. Seeing a home costs nothing.</Trans>}
    >
      {taking.error !== null && (
        <div className="mb-4">
          <Problem error={taking.error} />
        </div>
      )}
      {/* Who booked already and cannot be shown it would book again. */}
      <Missed of={[booking]} className="mb-4" />
      {over !== undefined && (
        <div className="mb-4">
          <Callout meaning="info" title={t`Your viewing is over`}>
            <p>
              <When at={over.starts_at} />
            </p>
          </Callout>
        </div>
      )}
      {times === undefined || isLookingBack
        ? error === null
          ? (
            <Loading onRetry={() => void refetch()}>
              <Skeleton className="mb-3 h-6 w-40" />
              <Skeleton className="h-12" />
            </Loading>
          )
          : <Problem error={error} onRetry={() => void refetch()} />
        : times.length === 0
        ? (
          <EmptyState
            icon={<CalendarX className="size-6" />}
            title={over === undefined
              ? <Trans>No times are offered yet</Trans>
              : <Trans>No other times are offered now</Trans>}
            action={
              <LinkButton to="/l/$id/ask" params={{ id: listingId }}>
                <Trans>Ask for a time</Trans>
              </LinkButton>
            }
          >
            <Trans>Write when you could come. Who lists the home answers here.</Trans>
          </EmptyState>
        )
        : (
          <TimeList
            times={times}
            {...(taking.isPending ? { busy: taking.variables.slot_id } : {})}
            onChoose={(time) => taking.mutate(time)}
          />
        )}
    </Page>
  );
}

function When({ at }: { readonly at: string }) {
  const day = `${weekdayOf(at)}, ${dateOf(at)}`;
  return <Trans>It was on {day}.</Trans>;
}
