import { assertEquals } from "@std/assert";
import { type Actor, as, problem } from "../actor.ts";
import { daysAhead, flat, inspecting } from "./inspecting.ts";
import { openWorld } from "../test_database.ts";

Deno.test("inspections are written down item by item, and compared at moving out", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people, tenancy } = world;
    const { one, schedule, save, offer, itemsOf, sign } = await inspecting(database, world);
    const moveIn = await schedule("move_in", daysAhead(0, 9));

    await t.step(
      "items are replaced as a whole and keep their identity by room and name",
      async () => {
        const saved = await save(moveIn.id, flat, people.manager, [
          { meter: "electricity", number: "04123456789", value: 1234.5, unit: "kWh" },
        ]);
        assertEquals([saved.status, saved.note], ["draft", "Keys: 2"]);
        const before = await itemsOf(moveIn.id);
        assertEquals(before.map((it) => [it.position, it.item]), [[1, "Sink"], [2, "Cooker"], [
          3,
          "Door",
        ], [4, "Socket"]]);
        const [sink, cooker, door, socket] = flat;
        await save(moveIn.id, [
          door,
          { ...sink, room: " KITCHEN " },
          { room: "Bath", item: "Tap" },
          cooker,
        ]);
        const after = await itemsOf(moveIn.id);
        assertEquals(after.map((it) => [it.position, it.room, it.item, it.condition]), [
          [1, "Bedroom", "Door", "good"],
          [2, "KITCHEN", "Sink", "good"],
          [3, "Bath", "Tap", null],
          [4, "Kitchen", "Cooker", "fair"],
        ]);
        assertEquals(after[1]?.id, before[0]?.id);
        assertEquals(await problem(offer(moveIn.id)), [
          "PT409",
          "inspection.incomplete",
          "items.2.condition",
        ]);
        await save(moveIn.id, []);
        assertEquals(await problem(offer(moveIn.id)), ["PT409", "inspection.incomplete", "items"]);
        await save(moveIn.id, [sink, cooker, door, socket]);
        await one(people.manager, "save_inspection($1, note => '')", moveIn.id);
        assertEquals((await itemsOf(moveIn.id)).length, 4, "what is left out stays");
      },
    );

    await t.step("each wrong fact is named by its place", async () => {
      const good = { room: "Bath", item: "Tap", condition: "good" };
      const wrong: [unknown, string][] = [
        [{}, "items"],
        [[good, 7], "items.1"],
        [[good, { ...good, item: "Bath", colour: "blue" }], "items.1.colour"],
        [[{ ...good, room: " " }], "items.0.room"],
        [[{ ...good, room: 3 }], "items.0.room"],
        [[{ ...good, item: "x".repeat(81) }], "items.0.item"],
        [[good, { ...good, item: " TAP" }], "items.1.item"],
        [[good, { ...good, item: "A" }, { ...good, item: "B" }, {
          ...good,
          item: "C",
          condition: "new",
        }], "items.3.condition"],
        [[{ ...good, condition: true }], "items.0.condition"],
        [[{ ...good, note: "x".repeat(501) }], "items.0.note"],
        [
          [{ ...good, condition: "damaged", estimated_cost_kobo: 100 }],
          "items.0.estimated_cost_kobo",
        ],
        [[{ ...good, estimated_cost_kobo: 1.5 }], "items.0.estimated_cost_kobo"],
        [Array.from({ length: 301 }, (_, n) => ({ ...good, item: `${n}` })), "items"],
      ];
      for (const [items, field] of wrong) {
        assertEquals(await problem(save(moveIn.id, items)), [
          "PT400",
          "inspection.bad_fact",
          field,
        ]);
      }
      const reading = { meter: "water", value: 12 };
      const misread: [unknown, string][] = [
        [reading, "meter_readings"],
        [["x"], "meter_readings.0"],
        [[reading, { ...reading, meter: "heat" }], "meter_readings.1.meter"],
        [[{ ...reading, value: "12" }], "meter_readings.0.value"],
        [[{ ...reading, value: -1 }], "meter_readings.0.value"],
        [[{ ...reading, unit: "" }], "meter_readings.0.unit"],
        [[{ ...reading, by: "me" }], "meter_readings.0.by"],
      ];
      for (const [readings, field] of misread) {
        assertEquals(await problem(save(moveIn.id, flat, people.manager, readings)), [
          "PT400",
          "inspection.bad_fact",
          field,
        ]);
      }
      for (
        const [call, field] of [
          ["note => repeat('x', 2001)", "note"],
          ["inspected_on => (private.lagos_date() + 1)::text", "inspected_on"],
        ]
      ) {
        assertEquals(
          await problem(one(people.manager, `save_inspection($1, ${call})`, moveIn.id)),
          ["PT400", "inspection.bad_fact", field],
        );
      }
      assertEquals((await itemsOf(moveIn.id)).length, 4, "nothing was half saved");
    });

    await t.step(
      "moving out begins from the signed move-in, and shows what has become worse",
      async () => {
        const begin = () => one(people.manager, "begin_move_out($1)", tenancy);
        assertEquals(await problem(begin()), ["PT409", "inspection.no_move_in", "tenancy_id"]);
        await offer(moveIn.id);
        await sign(moveIn.id, people.owner, people.tenant);
        const begun = await begin();
        assertEquals((await begin()).id, begun.id);
        assertEquals(
          (await itemsOf(begun.id)).map((it) => [it.room, it.item, it.condition]),
          flat.map((it) => [it.room, it.item, null]),
        );
        const compare = (by: Actor) =>
          as(
            database,
            by,
            `select room, item, condition_in, condition_out, is_worse, estimated_cost_kobo::int as cost,
             estimated_deduction_kobo::int as deduction
           from inspection_comparison where tenancy_id = $1 order by position, room, item`,
            [tenancy],
          );
        assertEquals((await compare(people.tenant)).length, 0, "not while draft");
        await save(begun.id, [
          { room: "Kitchen", item: "sink", condition: "damaged", estimated_cost_kobo: 4500000 },
          { room: "Kitchen", item: "Cooker", condition: "good" },
          { room: "Bedroom", item: "Socket", condition: "damaged", estimated_cost_kobo: 700000 },
          { room: "Bedroom", item: "Curtain", condition: "missing", estimated_cost_kobo: 900000 },
        ]);
        await offer(begun.id);
        const row = (room: string, item: string, ...rest: unknown[]) => {
          const [condition_in, condition_out, is_worse, cost, deduction] = rest;
          return { room, item, condition_in, condition_out, is_worse, cost, deduction };
        };
        assertEquals(await compare(people.tenant), [
          row("Kitchen", "sink", "good", "damaged", true, 4500000, 4500000),
          row("Kitchen", "Cooker", "fair", "good", false, null, 0),
          row("Bedroom", "Door", "good", null, false, null, 0),
          row("Bedroom", "Socket", "damaged", "damaged", false, 700000, 0),
          row("Bedroom", "Curtain", null, "missing", false, 900000, 0),
        ]);
        assertEquals([
          (await compare(people.accountant)).length,
          (await compare(people.otherOwner)).length,
        ], [5, 0]);
      },
    );
  } finally {
    await close();
  }
});
