/** What happened, newest first; what is new is marked, and read once it was shown. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ListedNotification } from "@estate/sdk";
import { Bell } from "lucide-react";
import { useEffect } from "react";
import { relative } from "../../format/relative.ts";
import { hatsQuery } from "../../session/hats_query.ts";
import { sdk } from "../../session/home_queries.ts";
import { newsWords } from "../../session/news/news_words.ts";
import { useSignedInAs } from "../../session/session.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Money } from "../../ui/money.tsx";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { newsAbout } from "./news_about.ts";
import { nobody, type Place, whyOf } from "./news_reader.ts";
import { linkOf } from "./notification_link.ts";
import { notificationsQuery } from "./notifications_query.ts";

/** The page. */
export function NotificationsPage() {
  const news = useInfiniteQuery(notificationsQuery);
  const { data: hats } = useQuery(hatsQuery(useSignedInAs()));
  const all = news.data?.pages.flat();
  useReadAll(all);
  return (
    <Page title={t`Alerts`}>
      {all === undefined && news.error !== null && (
        <Problem
          error={news.error}
          onRetry={() => void news.refetch()}
        />
      )}
      {all === undefined && news.error === null && (
        <Loading onRetry={() => void news.refetch()}>
          <div className="flex flex-col gap-2">
            <Skeleton className="h-16" />
            <Skeleton className="h-16" />
            <Skeleton className="h-16" />
          </div>
        </Loading>
      )}
      {all?.length === 0 && (
        <EmptyState icon={<Bell />} title={<Trans>Nothing has happened yet</Trans>}>
          <Trans>What concerns you stands here: payments, letters, answers.</Trans>
        </EmptyState>
      )}
      {all !== undefined && all.length > 0 && (
        <ul className="divide-y divide-line overflow-hidden rounded-card border border-line">
          {all.map((it) => (
            <li key={it.id}>
              <News
                news={it}
                to={linkOf(it, hats ?? nobody)}
                about={newsAbout(it, hats ?? nobodyNamed)}
              />
            </li>
          ))}
        </ul>
      )}
      {news.hasNextPage && (
        <div className="mt-4 flex justify-center">
          <Button
            look="secondary"
            busy={news.isFetchingNextPage}
            onClick={() => void news.fetchNextPage()}
          >
            <Trans>Older ones</Trans>
          </Button>
        </div>
      )}
    </Page>
  );
}

function News(
  { news, to, about: { kobo, who } }: {
    readonly news: ListedNotification;
    readonly to: Place | undefined;
    readonly about: ReturnType<typeof newsAbout>;
  },
) {
  const isNew = news.read_at === null;
  // What was decided against somebody says why, here too.
  const why = whyOf(news);
  const title = newsWords(news);
  const words = (
    <>
      <span
        aria-hidden="true"
        className={`mt-2 size-2 shrink-0 rounded-chip ${isNew ? "bg-brand" : "bg-transparent"}`}
      />
      <span className="min-w-0 flex-1">
        {isNew && (
          <span className="sr-only">
            <Trans>New:</Trans>
          </span>
        )}{" "}
        <span
          {...(title === undefined ? { lang: "en" } : {})}
          className={isNew ? "font-semibold" : ""}
        >
          {title ?? news.title}
        </span>
        {why !== undefined && <span lang="en" className="block text-14">{why}</span>}
        <span className="block text-14 text-muted">
          {kobo !== undefined && (
            <>
              <Money kobo={kobo} className="font-semibold text-ink" />
              {" · "}
            </>
          )}
          {who === undefined ? "" : `${who} · `}
          {relative(news.created_at)}
        </span>
      </span>
    </>
  );
  const look = "flex min-h-16 items-start gap-3 px-4 py-3 text-ink sm:px-6";
  // Addresses are put together; the router types patterns.
  return to === undefined ? <div className={look}>{words}</div> : (
    <Link
      to={to.to as "/"}
      search={(to.search ?? {}) as never}
      className={`${look} hover:bg-raised`}
    >
      {words}
    </Link>
  );
}

const nobodyNamed = { memberships: [], tenancies: [] };

/** Says once of each that it was seen; the marks stay while one looks. */
function useReadAll(all: readonly ListedNotification[] | undefined) {
  const queries = useQueryClient();
  const fresh = all?.filter((it) => it.read_at === null).map(({ id }) => id).join(",") ?? "";
  useEffect(() => {
    if (fresh === "" || !navigator.onLine) return;
    void sdk().then(({ client, readNotifications }) => readNotifications(client, fresh.split(",")))
      .then(() => queries.invalidateQueries({ queryKey: ["hats"] }))
      .catch(() => {});
  }, [fresh, queries]);
}
