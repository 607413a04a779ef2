/** My search: what is kept, asked, applied for, and what one is told of. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Heart } from "lucide-react";
import { coming, myViewingsQuery } from "../../session/my_viewings.ts";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { AskedList } from "./asked_list.tsx";
import { BookedList } from "./booked_list.tsx";
import { KeptList } from "./kept_list.tsx";
import { boardQuery } from "./saved_query.ts";
import { SearchList } from "./search_list.tsx";

/** The page of who is signed in. */
export function SavedPage({ userId }: { readonly userId: string }) {
  const { data: board, error, refetch } = useQuery(boardQuery(userId));
  const viewings = useQuery(myViewingsQuery(userId));
  const booked = coming(viewings.data ?? [], Date.now());
  if (board === undefined || viewings.isLoading) {
    return (
      <Page title={t`My search`}>
        {error === null
          ? (
            <Loading onRetry={() => void refetch()}>
              <Skeleton className="mb-3 h-20" />
              <Skeleton className="h-20" />
            </Loading>
          )
          : <Problem error={error} onRetry={() => void refetch()} />}
      </Page>
    );
  }
  const isEmpty = [booked, board.kept, board.asked, board.applied, board.offered, board.searches]
    .every((it) => it.length === 0);
  return (
    <Page
      title={t`My search`}
      lead={<Trans>Homes that you keep and asked about, and searches that we watch for you.</Trans>}
    >
      {viewings.error !== null && viewings.data === undefined && (
        <Problem
          error={viewings.error}
          onRetry={() => void viewings.refetch()}
        />
      )}
      {isEmpty
        ? viewings.data !== undefined && (
          <EmptyState
            icon={<Heart className="size-6" />}
            title={<Trans>Nothing is kept yet</Trans>}
            action={
              <LinkButton to="/search">
                <Trans>Look for a home</Trans>
              </LinkButton>
            }
          >
            <Trans>Press the heart on a home, or let us watch a search for you.</Trans>
          </EmptyState>
        )
        : (
          <div className="flex flex-col gap-8">
            <BookedList viewings={booked} />
            <KeptList kept={board.kept} />
            <AskedList asked={board.asked} applied={board.applied} offered={board.offered} />
            <SearchList searches={board.searches} userId={userId} />
          </div>
        )}
    </Page>
  );
}
