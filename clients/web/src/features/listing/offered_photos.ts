/** Which photos of a listing are shown, and which are only offered, because data is to be saved and they would cost some. */
import type { ListingCover } from "@estate/sdk/catalogue";
import { useEffect, useState } from "react";
import { kept } from "../../offline/cache_names.ts";
import { useLowData } from "../../offline/use_low_data.ts";
import { project } from "../../session/project.ts";
import { narrowestAddress } from "./narrowest.ts";

/** Listings whose photos were asked for in this tab, the latest last; what was loaded itself the worker keeps for longer. */
const mark = "estate.photos";
const most = 60;

function asked(): readonly string[] {
  try {
    return (sessionStorage.getItem(mark) ?? "").split(" ").filter((it) => it !== "");
  } catch {
    return [];
  }
}

function noteAsked(listingId: string): void {
  try {
    const all = [...asked().filter((it) => it !== listingId), listingId];
    sessionStorage.setItem(mark, all.slice(-most).join(" "));
  } catch { /* No storage: asked for as long as it is on the screen. */ }
}

/** Ids of those that a worker would give from the phone: they cost nothing. */
async function onPhone(photos: readonly ListingCover[]): Promise<readonly string[]> {
  const hasWorker = "serviceWorker" in navigator && navigator.serviceWorker.controller !== null;
  if (!hasWorker || !("caches" in globalThis)) return [];
  const from = { cacheName: kept.photos, ignoreVary: true };
  const found = await Promise.all(photos.map(async (it) => {
    const known = await caches.match(narrowestAddress(project.url, it), from).catch(() => {});
    return known === undefined ? [] : [it.id];
  }));
  return found.flat();
}

/** For one listing. What was shown once stays, whatever the line does. Undefined `offered`: it is not known yet what they cost. */
export function useOfferedPhotos(listingId: string, photos: readonly ListingCover[]): {
  readonly shown: readonly ListingCover[];
  readonly offered: readonly ListingCover[] | undefined;
  /** All were asked for by what they cost. */
  readonly isAsked: boolean;
  readonly ask: () => void;
} {
  const isLow = useLowData();
  const [isAsked, setAsked] = useState(() => asked().includes(listingId));
  const [wasFull, setFull] = useState(!isLow);
  const [here, setHere] = useState<readonly string[]>();
  if (!isLow && !wasFull) setFull(true);
  const waits = !isAsked && !wasFull;
  useEffect(() => {
    if (!waits) return;
    let gone = false;
    void onPhone(photos).then((it) => {
      if (!gone) setHere(it);
    });
    return () => {
      gone = true;
    };
  }, [waits, photos]);
  const ask = () => {
    noteAsked(listingId);
    setAsked(true);
  };
  if (!waits) return { shown: photos, offered: [], isAsked, ask };
  if (here === undefined) return { shown: [], offered: undefined, isAsked, ask };
  return {
    shown: photos.filter(({ id }) => here.includes(id)),
    offered: photos.filter(({ id }) => !here.includes(id)),
    isAsked,
    ask,
  };
}
