/** One conversation: what was said, live, and what one says. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import { useState } from "react";
import { shownName } from "../../format/shown_name.ts";
import { useSignedInAs } from "../../session/session.ts";
import { Missed } from "../../ui/missed.tsx";
import { Title } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { AboutDeal } from "./about_deal.tsx";
import { Answering } from "./answering.tsx";
import { Composer } from "./composer.tsx";
import { FindField, Findings } from "./finder.tsx";
import { Line } from "./line.tsx";
import { conversationsQuery, messagesQuery, participantsQuery } from "./messages_query.ts";
import { NotYours } from "./not_yours.tsx";
import { Said } from "./said.tsx";
import { talkName } from "./talk_name.ts";
import type { TalkAddress } from "./talk_address.ts";
import { TalkSheets } from "./talk_sheets.tsx";
import { TalkTools } from "./talk_tools.tsx";
import { together, unsaid } from "./together.ts";
import { useTalk } from "./use_talk.ts";

/** The page; nobody comes here without being signed in. */
export function TalkPage({ id, address }: { readonly id: string; readonly address: TalkAddress }) {
  const me = useSignedInAs();
  return me === undefined ? null : <TalkOf key={`${me} ${id}`} id={id} me={me} address={address} />;
}

function TalkOf(
  { id, me, address }: {
    readonly id: string;
    readonly me: string;
    readonly address: TalkAddress;
  },
) {
  const { at, on, find, people: showsPeople } = address;
  const navigate = useNavigate();
  const go = (search: TalkAddress, replace = true) =>
    void navigate({ to: "/messages/$id", params: { id }, search, replace, resetScroll: false });
  const [replyTo, setReplyTo] = useState<string>();
  const talk = useTalk(id, me);
  const kept = useQuery(messagesQuery(id));
  const participants = useQuery(participantsQuery(id));
  const people = participants.data ?? [];
  const conversations = useQuery(conversationsQuery);
  const talks = conversations.data ?? [];
  const known = talks.find((it) => it.id === id);
  const title = (known === undefined ? undefined : talkName(known, me, shownName)) ??
    t`Conversation`;
  // What was just written is shown also where nothing of the talk is kept.
  const messages = talk.view?.messages ?? kept.data ?? (talk.waiting.length > 0 ? [] : undefined);
  if (talk.refusal !== undefined && (messages?.length ?? 0) === 0) return <NotYours />;
  const names = new Map(people.map((it) => [it.user_id, shownName(it.display_name)]));
  const touched = messages?.find((it) => it.id === on);
  const answered = messages?.find((it) => it.id === replyTo && it.body !== null);
  const pending = unsaid(together(talk.view?.pending ?? [], talk.waiting), messages ?? []);
  return (
    <div className="mx-auto flex min-h-[calc(100dvh-8rem)] w-full max-w-2xl flex-col px-4 sm:px-6 lg:min-h-[calc(100dvh-3.5rem)]">
      <div className="sticky top-14 z-10 -mx-4 flex items-center gap-2 border-b border-line bg-ground px-2 py-2 sm:-mx-6 sm:px-4">
        <Link
          to="/messages"
          className="grid size-11 shrink-0 place-items-center rounded-control text-ink hover:bg-raised"
        >
          <ChevronLeft aria-hidden="true" className="size-6" />
          <span className="sr-only">
            <Trans>All messages</Trans>
          </span>
        </Link>
        <div className="min-w-0 flex-1">
          <Title className="truncate !text-18 sm:!text-20">{title}</Title>
          <Line view={talk.view} names={names} about={known?.listing_title ?? undefined} />
        </div>
        <TalkTools id={id} find={find} />
      </div>
      {typeof known?.listing_id === "string" && <AboutDeal listingId={known.listing_id} me={me} />}
      {find !== undefined && (
        <div className="pt-3">
          <FindField
            find={find}
            label={t`Look for words in this talk`}
            onFind={(words) => go(words === "" ? {} : { find: words })}
          />
          {find !== "" && <Findings find={find} conversationId={id} />}
        </div>
      )}
      {/* Shown without its names; what cannot be read at all says so by itself. */}
      {messages !== undefined && <Missed of={[participants, conversations]} className="pt-3" />}
      <div className="flex flex-1 flex-col justify-end py-4">
        {messages === undefined
          ? kept.error === null
            ? (
              <Loading onRetry={() => void kept.refetch()}>
                <div className="flex flex-col gap-3">
                  <Skeleton className="h-14 w-3/4" />
                  <Skeleton className="ml-auto h-14 w-3/4" />
                </div>
              </Loading>
            )
            : <Problem error={kept.error} onRetry={() => void kept.refetch()} />
          : (
            <Said
              messages={messages}
              pending={pending}
              names={names}
              me={me}
              at={at}
              onOlder={talk.view === undefined ? undefined : talk.loadOlder}
              onRetry={talk.retry}
              onDiscard={talk.discard}
            />
          )}
      </div>
      <Composer
        id={id}
        answered={answered !== undefined && (
          <Answering
            message={answered}
            names={names}
            onLeave={() => setReplyTo(undefined)}
          />
        )}
        onSend={async (body, files) => {
          setReplyTo(undefined);
          if (at !== undefined) go({});
          await talk.send(body, {
            ...(answered === undefined ? {} : { replyTo: answered.id }),
            ...(files.length === 0 ? {} : { files }),
          });
        }}
        onTyping={talk.typing}
      />
      <TalkSheets
        id={id}
        me={me}
        touched={touched}
        people={showsPeople === true ? people : undefined}
        onReply={setReplyTo}
        onClose={() => go({})}
      />
    </div>
  );
}
