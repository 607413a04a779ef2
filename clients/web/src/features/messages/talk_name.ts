/** With whom one talks. */
import type { NamedConversation } from "@estate/sdk";

/** The other side's name: the organization for who wrote to it, the person for who answers. Undefined: it is not known. */
export function talkName(
  talk: Pick<NamedConversation, "opened_by" | "org_name" | "opener_name" | "listing_title">,
  me: string | undefined,
  shown: (name: string) => string = (name) => name,
): string | undefined {
  const other = talk.opened_by === me
    ? talk.org_name
    : talk.opener_name === null
    ? talk.org_name
    : shown(talk.opener_name);
  return other ?? talk.listing_title ?? undefined;
}
