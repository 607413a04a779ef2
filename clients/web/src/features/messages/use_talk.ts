/** Follows a conversation for as long as its screen is open; what one writes is shown at once and outlives the tab. */
import { useQueryClient } from "@tanstack/react-query";
import type { ConversationView, FollowedConversation, Outgoing } from "@estate/sdk";
import { EstateError } from "@estate/sdk/catalogue";
import { useEffect, useRef, useState } from "react";
import { outboxOf } from "../../offline/outbox_store.ts";
import { sdk } from "../../session/home_queries.ts";
import { together } from "./together.ts";

/** What goes with a message. */
export type More = Pick<Outgoing, "replyTo" | "files">;

/** What a screen of it needs. */
export interface Talk {
  /** Undefined until it is followed. */
  readonly view: ConversationView | undefined;
  /** What was written while nothing was followed, such as without a line or before it is joined. */
  readonly waiting: readonly Outgoing[];
  /** Why it cannot be followed at all. */
  readonly refusal: EstateError | undefined;
  send(body: string, more?: More): Promise<void>;
  retry(clientId: string): void;
  discard(clientId: string): Promise<void>;
  typing(): void;
  loadOlder(): Promise<boolean>;
}

// Left before it is joined again: one client follows a conversation once.
let leaving: Promise<unknown> = Promise.resolve();

/** Of `userId`, who is signed in. */
export function useTalk(conversationId: string, userId: string): Talk {
  const queries = useQueryClient();
  const [view, setView] = useState<ConversationView>();
  const [waiting, setWaiting] = useState<readonly Outgoing[]>([]);
  const [refusal, setRefusal] = useState<EstateError>();
  const followed = useRef<FollowedConversation>(undefined);
  const outbox = useRef(outboxOf(userId));

  useEffect(() => {
    let over = false;
    let again: ReturnType<typeof setTimeout> | undefined;
    const kept = outbox.current;
    void kept.load(conversationId).then((all) => over || setWaiting((now) => together(all, now)))
      .catch(() => {});
    const begin = async () => {
      await leaving;
      if (over) return;
      try {
        const { client, followConversation } = await sdk();
        const talk = await followConversation(client, conversationId, {
          outbox: kept,
          onChange: (it) => {
            if (!over) setView(it);
          },
          onParticipants: () =>
            void queries.invalidateQueries({
              queryKey: ["messages", "participants", conversationId],
            }),
        });
        if (over) return void (leaving = talk.leave());
        followed.current = talk;
        setView(talk.view);
        // Written while it was being joined: after the outbox was first read.
        talk.adopt(await kept.load(conversationId).catch(() => []));
        if (!over) setWaiting([]);
      } catch (error) {
        if (over) return;
        if (error instanceof EstateError && error.status === 403 && navigator.onLine) {
          return setRefusal(error);
        }
        again = setTimeout(() => void begin(), 5_000);
      }
    };
    void begin();
    return () => {
      over = true;
      clearTimeout(again);
      const talk = followed.current;
      followed.current = undefined;
      if (talk !== undefined) leaving = talk.leave().catch(() => {});
      // What is still on its way goes out all the same.
      void leaving.then(() => import("../../live/outbox.ts"))
        .then(({ sendOutbox }) => sendOutbox(userId)).catch(() => {});
    };
  }, [conversationId, userId, queries]);

  // Who sees the newest message has read it.
  const newest = view?.messages.at(-1)?.id;
  useEffect(() => {
    if (newest === undefined || document.visibilityState !== "visible") return;
    void followed.current?.markRead().then(() =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ["messages", "list"] }),
        queries.invalidateQueries({ queryKey: ["hats"] }),
      ])
    ).catch(() => {});
  }, [newest, queries]);

  return {
    view,
    waiting,
    refusal,
    async send(body, more = {}) {
      if (followed.current !== undefined) return void await followed.current.send(body, more);
      const message = {
        clientId: crypto.randomUUID(),
        conversationId,
        body,
        ...more,
        writtenAt: Date.now(),
      };
      setWaiting((all) => together(all, [message]));
      await outbox.current.save(message);
      // Joined meanwhile: it may have read the outbox before this was in it.
      const joined = followed as { readonly current: FollowedConversation | undefined };
      joined.current?.adopt([message]);
    },
    retry: (clientId) => followed.current?.retry(clientId),
    async discard(clientId) {
      setWaiting((all) => all.filter((it) => it.clientId !== clientId));
      if (followed.current !== undefined) return await followed.current.discard(clientId);
      await outbox.current.remove(clientId);
    },
    typing: () => followed.current?.typing(),
    loadOlder: () => followed.current?.loadOlder() ?? Promise.resolve(false),
  };
}
