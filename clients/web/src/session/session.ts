/**
 * Who is signed in, known before supabase-js is there: a mark in localStorage says that a session was kept. Whether it still
 * holds is found out by the client, which then says otherwise.
 */
import { useSyncExternalStore } from "react";
import { forget } from "../offline/forget.ts";
import { wipeKept } from "../offline/persister.ts";

const mark = "estate.user";
const listeners = new Set<() => void>();

function kept(): string | undefined {
  try {
    return localStorage.getItem(mark) ?? undefined;
  } catch {
    // No storage: the session lasts as long as the tab.
    return undefined;
  }
}

let userId = kept();

/** The id of who is signed in; undefined for a visitor. */
export const signedInAs = (): string | undefined => userId;

/** Told by the client of each change, also of one in another tab. */
export function tellSession(id: string | undefined): void {
  if (id === userId) return;
  const left = userId !== undefined;
  userId = id;
  try {
    // What one person read, wrote and began on this phone is not for the next.
    if (left) [localStorage, sessionStorage].forEach(forget);
    if (id !== undefined) localStorage.setItem(mark, id);
  } catch { /* As above. */ }
  if (left) void wipeKept();
  for (const listener of listeners) listener();
}

/** Calls `listener` when somebody signs in or out; returns what ends that. */
export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The id of who is signed in, for components. */
export function useSignedInAs(): string | undefined {
  return useSyncExternalStore(onSession, signedInAs, () => undefined);
}
