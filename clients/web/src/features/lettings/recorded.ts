/** What is written down of a home, item by item, before it is sent. */
import type { InspectedItem, InspectionItem } from "@estate/sdk";

/** One thing that is looked at, as the form has it. */
export interface Recorded {
  readonly room: string;
  readonly item: string;
  readonly condition: InspectionItem["condition"];
  readonly note: string;
  readonly costKobo: number | null;
}

/** What is looked at in most homes, to begin with. */
export const usualRooms: readonly (readonly [string, readonly string[]])[] = [
  ["Living room", [
    "Walls and ceiling",
    "Floor",
    "Doors and locks",
    "Windows",
    "Lights and sockets",
  ]],
  ["Kitchen", ["Sink and taps", "Cupboards", "Floor and tiles", "Lights and sockets"]],
  ["Bathroom", ["Toilet", "Shower or bath", "Basin and taps", "Tiles"]],
  ["Bedroom", ["Walls and ceiling", "Floor", "Wardrobe", "Windows", "Doors and locks"]],
  ["Outside", ["Meter", "Water tank and pump", "Gate and fence"]],
];

/** Those rooms, with nothing found of them yet. */
export const usual = (): readonly Recorded[] =>
  usualRooms.flatMap(([room, items]) => items.map((item) => blank(room, item)));

/** Something of which nothing is found yet. */
export const blank = (room: string, item: string): Recorded => ({
  room,
  item,
  condition: null,
  note: "",
  costKobo: null,
});

/** As the project has it. */
export const fromItems = (items: readonly InspectionItem[]): readonly Recorded[] =>
  items.map((it) => ({
    room: it.room,
    item: it.item,
    condition: it.condition,
    note: it.note ?? "",
    costKobo: it.estimated_cost_kobo,
  }));

/** Whether what it is like costs something: only then a cost may be written. */
export const isWorse = (condition: Recorded["condition"]): boolean =>
  condition === "poor" || condition === "damaged" || condition === "missing";

/** As it is sent. */
export const toItems = (recorded: readonly Recorded[]): readonly InspectedItem[] =>
  recorded.map(({ room, item, condition, note, costKobo }) => ({
    room,
    item,
    ...(condition === null ? {} : { condition }),
    note: note.trim() === "" ? null : note.trim(),
    estimated_cost_kobo: isWorse(condition) ? costKobo : null,
  }));

/** Under their rooms, each with its place in the list. */
export function byRoom(
  recorded: readonly Recorded[],
): readonly { readonly room: string; readonly all: readonly (readonly [number, Recorded])[] }[] {
  const rooms = new Map<string, [number, Recorded][]>();
  recorded.forEach((it, at) => rooms.set(it.room, [...rooms.get(it.room) ?? [], [at, it]]));
  return [...rooms].map(([room, all]) => ({ room, all }));
}

/** One more item, behind those of its room; the same list where the room has it. */
export function withItem(
  recorded: readonly Recorded[],
  room: string,
  item: string,
): readonly Recorded[] {
  const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
  if (recorded.some((it) => same(it.room, room) && same(it.item, item))) return recorded;
  const known = recorded.find((it) => same(it.room, room))?.room ?? room.trim();
  const last = recorded.findLastIndex((it) => it.room === known);
  const place = last === -1 ? recorded.length : last + 1;
  return recorded.toSpliced(place, 0, blank(known, item.trim()));
}

/** How many were not looked at yet. */
export const unseen = (recorded: readonly Recorded[]): number =>
  recorded.filter(({ condition }) => condition === null).length;
