/** Follows what happens to who is signed in: what was read of it becomes stale at once, on every screen. */
import { i18n } from "@lingui/core";
import type { QueryClient } from "@tanstack/react-query";
import { followNotifications, type Notification } from "@estate/sdk";
import { wordsOf } from "../i18n/activate.ts";
import { estate } from "../session/estate.ts";
import { toast } from "../ui/toast.tsx";
import { staleBy } from "./kinds.ts";
import { topics } from "./topics.ts";

/** Follows until the returned function is called. */
export function follow(userId: string, queries: QueryClient): () => void {
  let over = false;
  let stop: (() => Promise<void>) | undefined;
  let wait = 2_000;
  const missed = () => {
    if (!over) void catchUp(queries);
  };
  const begin = async () => {
    try {
      const left = await followNotifications(
        await estate(),
        userId,
        (news) => void hear(news, queries),
        missed,
      );
      if (over) return await left();
      stop = left;
      // Not at the first try: there was news before it.
      if (wait > 2_000) missed();
    } catch {
      // The line may be away: what is read by hand is still right.
      if (over) return;
      setTimeout(() => void begin(), wait);
      wait = Math.min(wait * 2, 60_000);
    }
  };
  void begin();
  return () => {
    over = true;
    void stop?.();
  };
}

/** After a time without a line: nobody knows what was missed, so all that news may touch is stale. */
export async function catchUp(queries: QueryClient): Promise<void> {
  await Promise.all(topics.map((topic) => queries.invalidateQueries({ queryKey: [topic] })));
}

/** What one piece of news does. */
export async function hear(news: Notification, queries: QueryClient): Promise<void> {
  const stale = ["notifications", ...staleBy[news.kind] ?? []];
  await Promise.all(stale.map((topic) => queries.invalidateQueries({ queryKey: [topic] })));
  if (news.kind !== "message_received") toast(await calledHere(news));
}

/** What it is called in the reader's language. Its words come with the first such news; where they do not, it is said as it came. */
async function calledHere(news: Notification): Promise<string> {
  if (i18n.locale === "en") return news.title;
  try {
    const [{ newsWords }] = await Promise.all([
      import("../session/news/news_words.ts"),
      wordsOf(["own"]),
    ]);
    return newsWords(news) ?? news.title;
  } catch {
    return news.title;
  }
}
