/** How an inspection stands for one of its tenants. */
import type { InspectionItem } from "@estate/sdk";
import type { OwnInspection } from "../../session/home_queries.ts";

/** to_sign: it waits for them; waits: they signed, others did not yet; open: somebody disputed it, the landlord corrects it. */
export type Standing = "to_sign" | "waits" | "open" | "signed" | "cancelled";

/** Of one that was offered to them. */
export function standingOf(
  { status, has_signed }: Pick<OwnInspection, "status" | "has_signed">,
): Standing {
  switch (status) {
    case "signed":
    case "cancelled":
      return status;
    case "ready":
      return has_signed ? "waits" : "to_sign";
    default:
      return "open";
  }
}

/** Items by room, rooms and items in the order in which they were looked at. */
export function roomsOf<Item extends Pick<InspectionItem, "room">>(
  items: readonly Item[],
): readonly { readonly room: string; readonly items: readonly Item[] }[] {
  const rooms = new Map<string, Item[]>();
  for (const item of items) rooms.set(item.room, [...rooms.get(item.room) ?? [], item]);
  return [...rooms].map(([room, found]) => ({ room, items: found }));
}
