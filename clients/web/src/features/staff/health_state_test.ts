import { assertEquals } from "@std/assert";
import { healthGroups, overallOf, type Part, stateOf } from "./health_state.ts";

const part = (name: string, part: Partial<Part> = {}): Part => ({
  sort: "kind",
  name,
  waiting: 0,
  in_hand: 0,
  dead: 0,
  failures_in_row: 0,
  is_late: false,
  last_success_at: "2026-11-29T10:00:00Z",
  says: null,
  ...part,
});

Deno.test("the state of a part of the work", () => {
  const states: readonly (readonly [Partial<Part>, string])[] = [
    [{}, "well"],
    [{ last_success_at: null }, "idle"],
    [{ last_success_at: null, sort: "queue" }, "well"],
    [{ waiting: 2 }, "busy"],
    [{ failures_in_row: 1, waiting: 2 }, "failing"],
    [{ says: "Paused by staff", waiting: 2 }, "paused"],
    [{ is_late: true, failures_in_row: 3 }, "late"],
  ];
  for (const [given, state] of states) assertEquals(stateOf(part("x", given)), state);
});

Deno.test("all is on time only where nothing is paused and nothing was given up", () => {
  const overall = (...given: readonly Partial<Part>[]) =>
    overallOf(given.map((it) => part("x", it)));
  assertEquals(overall({}, { waiting: 2 }, { last_success_at: null }), "on_time");
  assertEquals(overall({}, { says: "Paused by staff" }), "not_all");
  assertEquals(overall({}, { dead: 1 }), "not_all");
  assertEquals(overall({ dead: 1 }, { failures_in_row: 1 }), "urgent");
  assertEquals(overall({ is_late: true }), "urgent");
});

Deno.test("what is late stands first, the rest by sort, the worst of each first", () => {
  const { urgent, groups } = healthGroups([
    part("c", { sort: "schedule" }),
    part("b", { sort: "schedule", is_late: true }),
    part("z"),
    part("y", { last_success_at: null }),
    part("a", { failures_in_row: 1 }),
    part("pulse", { sort: "scheduler" }),
    part("x", { waiting: 1 }),
  ], ({ name }) => name);
  assertEquals(urgent.map(({ name }) => name), ["b", "a"]);
  assertEquals(groups.map(({ sort, rows }) => [sort, ...rows.map(({ name }) => name)]), [
    ["scheduler", "pulse"],
    ["kind", "x", "z", "y"],
    ["schedule", "c"],
  ]);
});

Deno.test("every schedule of the project has words", async () => {
  const words = await Deno.readTextFile(new URL("./schedule_names.ts", import.meta.url));
  const schemas = new URL("../../../../../supabase/schemas/", import.meta.url);
  const nameless: string[] = [];
  for await (const folder of Deno.readDir(schemas)) {
    if (!folder.isDirectory) continue;
    for await (const file of Deno.readDir(new URL(`${folder.name}/`, schemas))) {
      const sql = await Deno.readTextFile(new URL(`${folder.name}/${file.name}`, schemas));
      for (const [, name] of sql.matchAll(/cron\.schedule\(\s*'([^']+)'/g)) {
        if (!words.includes(`case "${name}":`)) nameless.push(name ?? "");
      }
    }
  }
  assertEquals(nameless, []);
});
