/** Cuts lists into the pages the provider answers with. */
import { decodeBase64, encodeBase64 } from "@std/encoding/base64";

/** The `meta` of a page, by page number or by cursor. */
export type PageMeta = Record<string, number | string | null>;

/** One page of a list, or why the query cannot be served. */
export type Page<T> =
  | { readonly items: T[]; readonly meta: PageMeta }
  | { readonly invalid: string };

const DEFAULT_SIZE = 50;
const LARGEST_SIZE = 100;

const encodeCursor = (direction: "next" | "previous", id: number) =>
  encodeBase64(`${direction}:${id}`);

function decodeCursor(direction: string, cursor: string): number | null {
  try {
    const [told, id] = new TextDecoder().decode(decodeBase64(cursor)).split(":");
    return told === direction && /^\d+$/.test(id ?? "") ? Number(id) : null;
  } catch {
    return null;
  }
}

function wholeNumber(text: string | undefined, otherwise: number): number | null {
  if (text === undefined) return otherwise;
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}

/**
 * The page of `list` that `query` asks for with perPage and page, or with use_cursor, next and
 * previous. A cursor names an item, so pages stay whole while items are added at the front.
 */
export function pageOf<T extends { readonly id: number }>(
  list: readonly T[],
  query: Readonly<Record<string, string>>,
): Page<T> {
  const asked = wholeNumber(query["perPage"], DEFAULT_SIZE);
  if (asked === null) return { invalid: "perPage" };
  const perPage = Math.min(asked, LARGEST_SIZE);
  const { next, previous } = query;
  if (query["use_cursor"] === "true" || next !== undefined || previous !== undefined) {
    const start = cursorStart(list, perPage, next, previous);
    if (typeof start === "string") return { invalid: start };
    return cursorPage(list, start, perPage);
  }
  const page = wholeNumber(query["page"], 1);
  if (page === null) return { invalid: "page" };
  const skipped = (page - 1) * perPage;
  const pageCount = Math.ceil(list.length / perPage);
  const meta = { total: list.length, skipped, perPage, page, pageCount };
  return { items: list.slice(skipped, skipped + perPage), meta };
}

/** Index at which the page begins, or the name of the parameter that is wrong. */
function cursorStart(
  list: readonly { readonly id: number }[],
  perPage: number,
  next: string | undefined,
  previous: string | undefined,
): number | "next" | "previous" {
  if (next !== undefined) {
    const id = decodeCursor("next", next);
    const index = list.findIndex((item) => item.id === id);
    return index < 0 ? "next" : index + 1;
  }
  if (previous === undefined) return 0;
  const id = decodeCursor("previous", previous);
  const index = list.findIndex((item) => item.id === id);
  return index < 0 ? "previous" : Math.max(0, index - perPage);
}

function cursorPage<T extends { readonly id: number }>(
  list: readonly T[],
  start: number,
  perPage: number,
): Page<T> {
  const items = list.slice(start, start + perPage);
  const first = items[0];
  const last = items.at(-1);
  const more = start + items.length < list.length;
  const meta = {
    next: more && last !== undefined ? encodeCursor("next", last.id) : null,
    previous: start > 0 && first !== undefined ? encodeCursor("previous", first.id) : null,
    perPage,
  };
  return { items, meta };
}
