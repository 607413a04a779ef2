/** Seeing a home: the times that are offered, one press, then where exactly it is. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { Viewing, ViewingTime } from "@estate/sdk";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CalendarX } from "lucide-react";
import { useState } from "react";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { Booked } from "./booked.tsx";
import { TimeList } from "./time_list.tsx";
import { book, viewingTimesQuery } from "./viewing_query.ts";

/** The page. */
export function ViewingPage({ listingId }: { readonly listingId: string }) {
  const { data: times, error, refetch } = useQuery(viewingTimesQuery(listingId));
  const [booked, setBooked] = useState<{ viewing: Viewing; time: ViewingTime }>();
  const queries = useQueryClient();
  const taking = useMutation({
    mutationFn: async (time: ViewingTime) => ({ viewing: await book(time.slot_id), time }),
    onSuccess: setBooked,
    // Full, or gone: what is left is asked for.
    onSettled: () => queries.invalidateQueries({ queryKey: ["viewings", "times", listingId] }),
  });
  if (booked !== undefined) {
    return (
      <Booked
        listingId={listingId}
        viewing={booked.viewing}
        time={booked.time}
        onGivenBack={() => setBooked(undefined)}
      />
    );
  }
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
      {times === undefined
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
            title={<Trans>No times are offered yet</Trans>}
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
