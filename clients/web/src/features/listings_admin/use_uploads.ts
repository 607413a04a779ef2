/** Photos on their way to a listing: one after the other, each with how far it is. */
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { estate } from "../../session/estate.ts";
import { photosQuery } from "./listings_query.ts";
import { longestSide, shrinkPhoto } from "../../session/shrink_photo.ts";

/** One of them. */
export interface Going {
  readonly key: string;
  readonly name: string;
  /** 0 to 1: sent, then made ready by the project. */
  readonly share: number;
  readonly error?: unknown;
}

/** What is on its way, and what adds to it, tries one again or lets it go. */
export function useUploads(listingId: string) {
  const queries = useQueryClient();
  const [going, setGoing] = useState<readonly Going[]>([]);
  const files = useRef(new Map<string, File>());
  const line = useRef<Promise<void>>(Promise.resolve());

  const set = (key: string, what: Partial<Going>) =>
    setGoing((all) => all.map((it) => it.key === key ? { ...it, ...what } : it));
  const drop = (key: string) => {
    files.current.delete(key);
    setGoing((all) => all.filter((it) => it.key !== key));
  };

  const send = async (key: string) => {
    const file = files.current.get(key);
    if (file === undefined) return;
    try {
      const [client, { addPhoto }] = await Promise.all([estate(), import("@estate/sdk")]);
      await addPhoto(client, listingId, await shrinkPhoto(file, longestSide.home), {
        onProgress: (sent, total) => set(key, { share: sent / Math.max(total, 1) }),
      });
      await queries.invalidateQueries({ queryKey: photosQuery(listingId).queryKey });
      await queries.invalidateQueries({ queryKey: ["listings"] });
      drop(key);
    } catch (error) {
      set(key, { error });
    }
  };
  // One at a time: on a thin line two halves arrive later than one whole.
  const begin = (key: string) => {
    line.current = line.current.then(() => send(key));
  };

  return {
    going,
    add(added: readonly File[]) {
      for (const file of added) {
        const key = crypto.randomUUID();
        files.current.set(key, file);
        setGoing((all) => [...all, { key, name: file.name, share: 0 }]);
        begin(key);
      }
    },
    again(key: string) {
      setGoing((all) => all.map((it) => it.key === key ? { key, name: it.name, share: 0 } : it));
      begin(key);
    },
    drop,
  };
}
