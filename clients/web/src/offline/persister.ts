/** What was read stays readable offline: queries with `meta: { keep: true }`, in IndexedDB, per person, for a week. */
import type { Query } from "@tanstack/react-query";
import type {
  PersistedClient,
  PersistQueryClientOptions,
} from "@tanstack/react-query-persist-client";
import { createStore, del, get, set } from "idb-keyval";
import { wipeSeen } from "./cache_names.ts";

const week = 7 * 86_400_000;
const key = "queries";
const store = () => createStore("estate", "kept");

let write: ReturnType<typeof setTimeout> | undefined;

/** For PersistQueryClientProvider. `owner` and `build` stand in what is kept: another person or build begins anew. */
export function persistence(
  owner: string,
  build: string,
): Omit<PersistQueryClientOptions, "queryClient"> {
  return {
    maxAge: week,
    buster: `${build} ${owner}`,
    persister: {
      persistClient: (client: PersistedClient) => {
        clearTimeout(write);
        write = setTimeout(() => void set(key, client, store()).catch(() => {}), 1_000);
        return Promise.resolve();
      },
      restoreClient: () => get<PersistedClient>(key, store()).catch(() => undefined),
      removeClient: () => del(key, store()).catch(() => {}),
    },
    // What somebody typed to do something (numbers, codes) is never kept.
    dehydrateOptions: { shouldDehydrateQuery, shouldDehydrateMutation: () => false },
  };
}

/** Never what failed, and never what is not marked. */
export function shouldDehydrateQuery(query: Pick<Query, "state" | "meta">): boolean {
  return query.meta?.["keep"] === true && query.state.status === "success";
}

/** Forgets it all: at sign-out. */
export async function wipeKept(): Promise<void> {
  clearTimeout(write);
  await wipeSeen();
  try {
    await del(key, store());
  } catch { /* No store: nothing was kept. */ }
}
