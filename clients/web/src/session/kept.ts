/** What somebody has begun to write, on their own shelf: a killed tab, a reload and the way back find it as it was. */
import { useState } from "react";
import { ownShelf } from "./own_shelf.ts";

function read(mark: string): string {
  try {
    return ownShelf.getItem(mark) ?? "";
  } catch {
    return "";
  }
}

/** As `useState`, kept under `estate.draft.<name>`; an empty text keeps nothing. */
export function useKept(name: string): readonly [string, (next: string) => void] {
  const mark = `estate.draft.${name}`;
  const [text, setText] = useState(() => read(mark));
  return [text, (next) => {
    setText(next);
    try {
      if (next === "") ownShelf.removeItem(mark);
      else ownShelf.setItem(mark, next);
    } catch { /* Full or forbidden: it stands on the screen all the same. */ }
  }];
}
