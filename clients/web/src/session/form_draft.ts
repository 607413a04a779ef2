/** What somebody wrote into a form and has not sent: kept on the phone field by field, so that a killed tab loses nothing. */
import { useMemo } from "react";
import { ownShelf } from "./own_shelf.ts";

/** Fields by name, as they are sent. */
export type Written = Readonly<Record<string, string>>;

/** What was kept under a name; nothing where nothing was, or it cannot be read. */
export function readWritten(
  name: string,
  shelf: Pick<Storage, "getItem"> = ownShelf,
): Written {
  try {
    const kept: unknown = JSON.parse(shelf.getItem(name) ?? "{}");
    if (typeof kept !== "object" || kept === null) return {};
    return Object.fromEntries(
      Object.entries(kept).filter((it): it is [string, string] => typeof it[1] === "string"),
    );
  } catch {
    return {};
  }
}

/** The fields of a form; of boxes that share a name all that are ticked, by commas. Files are not kept. */
export function fieldsOf(form: FormData): Written {
  const written: Record<string, string> = {};
  for (const [name, value] of form) {
    if (typeof value !== "string" || value === "") continue;
    written[name] = written[name] === undefined ? value : `${written[name]},${value}`;
  }
  return written;
}

/** A draft under `name`, which begins with "estate.". `keep` is told of the form whenever something in it changes. */
export function useFormDraft(name: string) {
  const initial = useMemo(() => readWritten(name), [name]);
  return {
    initial,
    keep(form: HTMLFormElement | null): void {
      if (form === null) return;
      try {
        ownShelf.setItem(name, JSON.stringify(fieldsOf(new FormData(form))));
      } catch { /* A full phone: the form itself still has it. */ }
    },
    forget(): void {
      try {
        ownShelf.removeItem(name);
      } catch { /* Nothing was kept. */ }
    },
  };
}
