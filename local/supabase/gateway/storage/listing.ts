/** Lists of a bucket, one level at a time, as storage.search makes them; @supabase/lite lists everything below. */
import { z } from "zod";

const request = z.object({
  prefix: z.string().default(""),
  limit: z.int().min(1).default(100),
  offset: z.int().min(0).default(0),
  search: z.string().default(""),
  sortBy: z.object({
    column: z.enum(["name", "updated_at", "created_at", "last_accessed_at"]).default("name"),
    order: z.enum(["asc", "desc"]).default("asc"),
  }).default({ column: "name", order: "asc" }),
});

/** What a client asks a list for. */
export type ListRequest = z.infer<typeof request>;

/** Reads it; a text says what is wrong with it. */
export function parseListRequest(body: unknown): ListRequest | string {
  const parsed = request.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return `body/${issue?.path.join("/")} ${issue?.message}`;
}

const longestList = 1500;
const times = ["updated_at", "created_at", "last_accessed_at"] as const;

/** An object, as lite lists it. */
export interface StoredObject extends Record<typeof times[number], string> {
  readonly id: string;
  readonly name: string;
  readonly metadata: unknown;
}

/** An object, or a folder: then everything but the name is null. */
export type Listed = { readonly [Key in keyof StoredObject]: StoredObject[Key] | null };

/** The page of the list over all `objects` of a bucket. Letter case does not count, in search and in order. */
export function listLevel(objects: readonly StoredObject[], asked: ListRequest): Listed[] {
  const { column, order } = asked.sortBy;
  const folder = asked.prefix === "" || asked.prefix.endsWith("/")
    ? asked.prefix
    : `${asked.prefix}/`;
  const start = (folder + asked.search).toLowerCase();
  const entries = new Map<string, Listed>();
  for (const object of [...objects].sort(by((it) => it.name.toLowerCase()))) {
    if (!object.name.toLowerCase().startsWith(start)) continue;
    const slash = object.name.indexOf("/", start.length);
    const path = slash < 0 ? object.name : object.name.slice(0, slash);
    const key = slash < 0 ? object.name : `${path}/`.toLowerCase();
    if (!entries.has(key)) entries.set(key, entry(path.slice(folder.length), object, slash >= 0));
  }
  let listed = [...entries.values()];
  if (order === "desc") listed.reverse();
  if (column !== "name") {
    const files = listed.filter((it) => it.id !== null)
      .sort(by((it) => String(it[column]), order === "desc"));
    listed = [...listed.filter((it) => it.id === null), ...files];
  }
  return listed.slice(asked.offset, asked.offset + Math.min(asked.limit, longestList));
}

function entry(name: string, object: StoredObject, isFolder: boolean): Listed {
  if (isFolder) {
    return {
      name,
      id: null,
      updated_at: null,
      created_at: null,
      last_accessed_at: null,
      metadata: null,
    };
  }
  const [updated_at, created_at, last_accessed_at] = times.map((time) =>
    new Date(object[time]).toISOString()
  ) as [string, string, string];
  const { id, metadata } = object;
  return { name, id, updated_at, created_at, last_accessed_at, metadata };
}

/** Compares by code point, as the C collation does. */
function by<Item>(key: (item: Item) => string, descending = false) {
  return (a: Item, b: Item): number => {
    const [left, right] = [key(a), key(b)];
    const order = left < right ? -1 : left > right ? 1 : 0;
    return descending ? -order : order;
  };
}
