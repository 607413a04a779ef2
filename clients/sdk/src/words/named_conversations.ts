/** Conversations with the names that a list of them shows. */
import type { Estate } from "../ground/client.ts";
import { dataAs } from "../ground/estate_error.ts";
import type { Database } from "../generated/database.types.ts";
import { listConversations } from "./conversations.ts";

/** A conversation of yours; a name that you may not read is null. */
export type NamedConversation =
  & Database["public"]["Functions"]["my_conversations"]["Returns"][number]
  & {
    /** The organization with which people talk in it. */
    readonly org_name: string | null;
    /** The listing that it is about. */
    readonly listing_title: string | null;
    /** Who opened it. */
    readonly opener_name: string | null;
  };

interface Names {
  readonly id: string;
  readonly org: { readonly name: string } | null;
  readonly listing: { readonly title: string } | null;
  readonly opener: { readonly display_name: string } | null;
}

/** `listConversations` with names: two calls. */
export async function listNamedConversations(
  estate: Estate,
  options: Parameters<typeof listConversations>[1] = {},
): Promise<NamedConversation[]> {
  const found = await listConversations(estate, options);
  const names = await namesOf(estate, found.map(({ id }) => id));
  return found.map((it) => ({
    ...it,
    org_name: names.get(it.id)?.org?.name ?? null,
    listing_title: names.get(it.id)?.listing?.title ?? null,
    opener_name: names.get(it.id)?.opener?.display_name ?? null,
  }));
}

async function namesOf(estate: Estate, ids: readonly string[]): Promise<Map<string, Names>> {
  if (ids.length === 0) return new Map();
  const found = dataAs<Names[]>(
    await estate.from("conversations")
      .select(
        "id, org:organizations (name), listing:listings (title), opener:profiles!conversations_opened_by_fkey (display_name)",
      )
      .in("id", [...ids]),
  );
  return new Map(found.map((it) => [it.id, it]));
}
