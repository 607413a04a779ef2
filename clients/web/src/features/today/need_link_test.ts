import { assert, assertEquals } from "@std/assert";
import type { TodayPart, TodayRow } from "@estate/sdk";
import { knownRoutes } from "../../testing/known_routes.ts";
import { placeOfNeed } from "./need_link.ts";
import { partOrder } from "./order.ts";

const sql = await Deno.readTextFile(
  new URL("../../../../../supabase/schemas/17_operations/50_today.sql", import.meta.url),
);

type Row = Parameters<typeof placeOfNeed>[2];
const row: Row = {
  id: "row",
  state: "open",
  tenancy_id: "tenancy",
  listing_id: "listing",
  conversation_id: "talk",
};
/** As it is told to who may know nothing beside it. */
const alone: Row = { ...row, tenancy_id: null, listing_id: null, conversation_id: null };

/** What the database can name: its parts, and of each the states that it gives them there. */
function named(): ReadonlyMap<string, readonly string[]> {
  const [, parts = "", waiting = ""] = sql.split(
    /create function private\.today_(?:parts|waiting)/,
  );
  const known = [...parts.matchAll(/^ {4}\('([a-z_]+)', '/gm)].map((it) => it[1]!);
  const branches = waiting.slice(0, waiting.indexOf("comment on function")).split(/\n {2}select /);
  return new Map(known.map((part) => {
    const own = branches.filter((it) => it.startsWith(`'${part}',`));
    assert(own.length > 0, `nothing is selected for ${part}`);
    // The first line names the row and its state, in quotes where it is none of the table's.
    const states = own.flatMap((it) => [...it.split("\n")[0]!.matchAll(/, '([a-z_]+)'/g)]);
    return [part, states.map((it) => it[1]!)];
  }));
}

Deno.test("whatever Today names leads to a route of the app", async () => {
  const [parts, routes] = [named(), await knownRoutes()];
  assertEquals([...parts.keys()].sort(), [...partOrder].sort(), "the parts are others now");
  assert(routes.length > 60, `${routes.length} routes`);
  for (const [part, states] of parts) {
    for (const state of ["open", ...states]) {
      for (const one of [row, alone]) {
        const place = placeOfNeed("org", part as TodayPart, { ...one, state });
        assert(place !== undefined, `${part} ${state} leads nowhere`);
        assert(
          routes.some((it) => it.test(place.to)),
          `${part} ${state}: no route ${place.to}`,
        );
      }
    }
  }
});

Deno.test("it leads to what is to be done, not near it", () => {
  const to = (part: TodayPart, more: Partial<TodayRow> = {}) =>
    placeOfNeed("org", part, { ...row, ...more }).to;
  assertEquals(to("mandates"), "/org/org/settings/mandates");
  assertEquals(to("notices", { state: "to_serve" }), "/org/org/notices/row");
  assertEquals(to("notices", { state: "given_by_tenant" }), "/org/org/lettings/tenancy");
  assertEquals(to("inspections"), "/org/org/lettings/tenancy/inspections/row");
  assertEquals(to("deductions"), "/org/org/lettings/tenancy");
  assertEquals(to("enquiries"), "/messages/talk");
  assertEquals(placeOfNeed("org", "payments", row).search, { id: "row" });
});
