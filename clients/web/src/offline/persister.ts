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
let latest: PersistedClient | undefined;

function writeNow(): void {
  clearTimeout(write);
  write = undefined;
  if (latest === undefined) return;
  const client = latest;
  latest = undefined;
  void set(key, client, store()).catch(() => {});
}

// Who looks at something for less than a second has seen it too.
globalThis.addEventListener?.("pagehide", writeNow);

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
        latest = client;
        // Not put off by each news: where much happens nothing would ever be written.
        write ??= setTimeout(writeNow, 1_000);
        return Promise.resolve();
      },
      async restoreClient() {
        const kept = await get<PersistedClient>(key, store()).catch(() => undefined);
        // What was done just before a reload may not be in it: it is shown, and asked for anew.
        for (const { state } of kept?.clientState.queries ?? []) state.isInvalidated = true;
        return kept;
      },
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
  write = undefined;
  latest = undefined;
  await wipeSeen();
  try {
    await del(key, store());
  } catch { /* No store: nothing was kept. */ }
}
