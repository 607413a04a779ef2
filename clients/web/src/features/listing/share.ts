/** Sharing a listing: by what the phone offers, else by WhatsApp. */
import { t } from "@lingui/core/macro";
import { periodName } from "../../format/home_words.ts";
import { naira } from "../../format/naira.ts";
import type { ViewedListing } from "./listing_view.tsx";

/** Price, all that it costs to move in, place and link: what whoever gets it wants to know. */
export function shareText(listing: ViewedListing, address: string): string {
  const { title, area, state, costs, purpose } = listing;
  const price = `${naira(costs.price_kobo)} ${periodName(costs.price_per)}`.trim();
  const total = naira(costs.move_in_kobo);
  const cost = purpose === "rent" ? t`${price}, ${total} to move in` : price;
  return `${title}\n${cost}\n${area}, ${state}\n${address}`;
}

/** Opens the phone's own way to share, or WhatsApp. Who changes their mind has done nothing wrong. */
export async function share(listing: ViewedListing): Promise<void> {
  const address = new URL(`/l/${listing.id}`, location.href).href;
  const text = shareText(listing, address);
  if (navigator.share === undefined) {
    open(`https://wa.me/?text=${encodeURIComponent(text)}`, "_blank", "noopener");
    return;
  }
  await navigator.share({ title: listing.title, text }).catch(() => {});
}
