/** Who answers the price that a seller proposes: whoever made the offer, of all who buy. */
import type { SaleStory } from "@estate/sdk";

/** Whether it is the reader; `name` where it is somebody else who is still named in the sale. */
export function answererOf(
  { offer, parties, created_at }: {
    readonly offer?: SaleStory["offer"];
    readonly created_at: string;
    readonly parties: readonly Pick<
      SaleStory["parties"][number],
      "role" | "full_name" | "created_at"
    >[];
  },
  me: string | undefined,
): { readonly isMe: boolean; readonly name?: string } {
  // Nobody but the two sides of an offer reads it: whom it is not shown to did not make it.
  if (offer !== null && offer !== undefined && offer.offeror_id === me) return { isMe: true };
  // Who made it is named with the sale, in one act; every other buyer is named later.
  const first = parties.find((it) => it.role === "buyer" && it.created_at === created_at);
  return { isMe: false, ...(first === undefined ? {} : { name: first.full_name }) };
}
