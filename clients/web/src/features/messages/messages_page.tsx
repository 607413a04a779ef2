/** Everybody one talks with, the newest first, with what waits; above them the talks to which one is invited. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { NamedConversation } from "@estate/sdk";
import { MessagesSquare } from "lucide-react";
import { relative } from "../../format/relative.ts";
import { shownName } from "../../format/shown_name.ts";
import { useSignedInAs } from "../../session/session.ts";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Missed } from "../../ui/missed.tsx";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { FindField, Findings } from "./finder.tsx";
import { Invitations } from "./invitations.tsx";
import { conversationsQuery, invitationsQuery } from "./messages_query.ts";
import { talkName } from "./talk_name.ts";

/** The page. */
export function MessagesPage(
  { find, onFind }: {
    /** Words that are looked for in all talks; empty: none. */
    readonly find: string;
    readonly onFind: (words: string) => void;
  },
) {
  const { data, error, refetch } = useQuery(conversationsQuery);
  const invitations = useQuery(invitationsQuery);
  const me = useSignedInAs();
  const nameOf = (id: string) => {
    const talk = data?.find((it) => it.id === id);
    return (talk === undefined ? undefined : talkName(talk, me, shownName)) ?? (
      <Trans>A conversation</Trans>
    );
  };
  return (
    <Page title={t`Messages`}>
      {data !== undefined && <Missed of={[invitations]} className="mb-4" />}
      {find === "" && <Invitations all={invitations.data ?? []} />}
      {data === undefined && error !== null && (
        <Problem
          error={error}
          onRetry={() => void refetch()}
        />
      )}
      {data === undefined && error === null && (
        <Loading onRetry={() => void refetch()}>
          <div className="flex flex-col gap-2">
            <Skeleton className="h-20" />
            <Skeleton className="h-20" />
            <Skeleton className="h-20" />
          </div>
        </Loading>
      )}
      {/* Who is invited has somebody to talk with; while that is not known, nothing is said of it. */}
      {data?.length === 0 && invitations.data?.length === 0 && (
        <EmptyState
          icon={<MessagesSquare />}
          title={<Trans>You talk with nobody yet</Trans>}
          action={
            <LinkButton to="/">
              <Trans>Look for a home</Trans>
            </LinkButton>
          }
        >
          <Trans>Ask about a home, and what is said about it stands here.</Trans>
        </EmptyState>
      )}
      {data !== undefined && data.length > 0 && (
        <div className="mb-4">
          <FindField find={find} label={t`Look for words in all talks`} onFind={onFind} />
        </div>
      )}
      {find !== "" && <Findings find={find} nameOf={nameOf} />}
      {find === "" && data !== undefined && data.length > 0 && (
        <ul className="divide-y divide-line overflow-hidden rounded-card border border-line">
          {data.map((it) => (
            <li key={it.id}>
              <Talk talk={it} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

function Talk({ talk }: { readonly talk: NamedConversation }) {
  const me = useSignedInAs();
  const waits = talk.unread > 0;
  return (
    <Link
      to="/messages/$id"
      params={{ id: talk.id }}
      search={{}}
      className="flex min-h-20 items-center gap-4 px-4 py-3 text-ink hover:bg-raised sm:px-6"
    >
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline justify-between gap-3">
          <span className={`min-w-0 truncate ${waits ? "font-bold" : "font-semibold"}`}>
            {talkName(talk, me, shownName) ?? <Trans>A conversation</Trans>}
          </span>
          {talk.last_message_at !== null && (
            <span className="shrink-0 text-14 text-muted">{relative(talk.last_message_at)}</span>
          )}
        </span>
        {talk.listing_title !== null && (
          <span className="block truncate text-14 text-muted">{talk.listing_title}</span>
        )}
        <span className={`block truncate text-14 ${waits ? "text-ink" : "text-muted"}`}>
          {talk.last_message_id === null
            ? <Trans>Nothing was said yet</Trans>
            : talk.last_body ?? <Trans>A message was deleted</Trans>}
        </span>
      </span>
      {waits && (
        <span className="grid min-w-6 place-items-center rounded-chip bg-brand px-2 text-14 font-bold text-on-brand">
          <span aria-hidden="true">{talk.unread}</span>
          <span className="sr-only">
            {plural(talk.unread, { one: "# message not read", other: "# messages not read" })}
          </span>
        </span>
      )}
    </Link>
  );
}
