/** What is being written, kept on the phone until it is sent: a killed tab loses nothing. */
import { useEffect, useState } from "react";
import { ownShelf } from "../../session/own_shelf.ts";

/** Reads what was kept under a name; `fresh` where there is nothing, or nothing that can be read. */
export function readKept<Draft extends object>(
  shelf: Pick<Storage, "getItem">,
  name: string,
  fresh: Draft,
): Draft {
  try {
    const kept: unknown = JSON.parse(shelf.getItem(name) ?? "null");
    return typeof kept === "object" && kept !== null ? { ...fresh, ...kept } : fresh;
  } catch {
    return fresh;
  }
}

/** The draft, what changes a part of it, and what forgets it once it went out. `name` begins with "estate.". */
export function useKeptDraft<Draft extends object>(
  name: string,
  fresh: () => Draft,
): readonly [Draft, (part: Partial<Draft>) => void, () => void] {
  const [draft, setDraft] = useState(() => readKept(ownShelf, name, fresh()));
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    try {
      if (isOver) ownShelf.removeItem(name);
      else ownShelf.setItem(name, JSON.stringify(draft));
    } catch { /* Full or forbidden: it lives as long as the tab. */ }
  }, [draft, isOver, name]);
  return [
    draft,
    (part) => setDraft((before) => ({ ...before, ...part })),
    () => setOver(true),
  ];
}
