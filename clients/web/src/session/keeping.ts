/** Homes that somebody keeps: from a card, from the listing itself. Who is signed out signs in first, and it is done then. */
import { t } from "@lingui/core/macro";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { problemWords } from "../ui/problem_words.ts";
import { toast } from "../ui/toast.tsx";
import { estate } from "./estate.ts";
import { useSignedInAs } from "./session.ts";

const mark = "estate.keep";

/** What somebody wanted to keep before they signed in, once. */
function wanted(): string | undefined {
  try {
    const id = sessionStorage.getItem(mark) ?? undefined;
    sessionStorage.removeItem(mark);
    return id;
  } catch {
    return undefined;
  }
}

/** The ids of what is kept. News of "saved" makes it stale, as it does the board. */
const keptQuery = (userId: string | undefined) =>
  queryOptions({
    queryKey: ["saved", "ids", userId ?? "nobody"],
    queryFn: async (): Promise<readonly string[]> => {
      const [client, { listFavourites }] = await Promise.all([estate(), import("@estate/sdk")]);
      return (await listFavourites(client)).flatMap((it) => it.listing_id ?? []);
    },
    enabled: userId !== undefined,
    staleTime: 60_000,
    meta: { keep: true },
  });

/** What a heart needs. */
export interface Keeping {
  keeps(listingId: string): boolean;
  /** Keeps it, or lets it go. */
  toggle(listingId: string): void;
}

/** For the screen that has the hearts. */
export function useKeeping(): Keeping {
  const userId = useSignedInAs();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const here = useLocation({ select: (it) => it.href });
  const query = keptQuery(userId);
  const { data: kept = [] } = useQuery(query);
  const { mutate } = useMutation({
    mutationFn: async ({ id, on }: { readonly id: string; readonly on: boolean }) => {
      const [client, sdk] = await Promise.all([estate(), import("@estate/sdk")]);
      await (on ? sdk.addFavourite(client, id) : sdk.removeFavourite(client, id));
    },
    // The heart answers at once; what was refused is taken back.
    onMutate: ({ id, on }) =>
      queries.setQueryData(
        query.queryKey,
        (all: readonly string[] = []) => on ? [...all, id] : all.filter((it) => it !== id),
      ),
    onSuccess: (_, { on }) => on && toast(t`Kept. You find it under Saved.`),
    onError: (error) => toast(problemWords(error).title),
    onSettled: () => queries.invalidateQueries({ queryKey: ["saved"] }),
  });
  useEffect(() => {
    const id = userId === undefined ? undefined : wanted();
    if (id !== undefined) mutate({ id, on: true });
  }, [userId, mutate]);
  return {
    keeps: (id) => kept.includes(id),
    toggle(id) {
      if (userId !== undefined) return mutate({ id, on: !kept.includes(id) });
      try {
        sessionStorage.setItem(mark, id);
      } catch { /* They press it again. */ }
      void navigate({ to: "/sign-in", search: { then: here } });
    },
  };
}
