import { assertEquals } from "@std/assert";
import { type Actor, as, problem } from "./actor.ts";
import { openTestDatabase } from "./test_database.ts";
import { buildWorld } from "./world.ts";

interface Inspection {
  readonly id: string;
  readonly status: string;
  readonly round: number;
  readonly note: string | null;
  readonly content_hash: string | null;
  readonly inspected_today: boolean | null;
}

Deno.test("inspections are scheduled, recorded and compared", async (t) => {
  const { database, close } = await openTestDatabase();
  try {
    const { people, tenancy } = await buildWorld(database);
    await as(
      database,
      people.owner,
      "select cancel_inspection(id) from inspections where tenancy_id = $1",
      [tenancy],
    );
    await database.query("delete from notifications where $1", [true]);
    const columns =
      "id, status, round, note, content_hash, inspected_on = private.lagos_date() as inspected_today";
    const one = async (by: Actor, call: string, ...parameters: unknown[]) =>
      (await as<Inspection>(database, by, `select ${columns} from ${call}`, parameters))[
        0
      ] as Inspection;
    const schedule = (
      kind: string | null,
      at: string | null,
      by: Actor = people.manager,
      which = tenancy,
    ) => one(by, "schedule_inspection($1, $2, $3)", which, kind, at);
    const save = (
      id: string,
      items: unknown,
      by: Actor = people.manager,
      readings: unknown = null,
    ) =>
      one(
        by,
        "save_inspection($1, $2::text::jsonb, $3::text::jsonb, 'Keys: 2')",
        id,
        JSON.stringify(items),
        JSON.stringify(readings),
      );
    const offer = (id: string, by: Actor = people.manager) => one(by, "offer_inspection($1)", id);
    const itemsOf = (id: string, by: Actor = people.manager) =>
      as<{ id: string; position: number; room: string; item: string; condition: string | null }>(
        database,
        by,
        "select id, position, room, item, condition from inspection_items where inspection_id = $1 order by position",
        [id],
      );
    const told = async (by: { user: string }, kind: string) =>
      (await as(database, by, "select 1 from notifications where kind = $1", [kind])).length;
    const sign = async (id: string, ...signers: Actor[]) => {
      for (const by of signers) {
        await one(
          by,
          "sign_inspection($1, (select content_hash from inspections where id = $1))",
          id,
        );
      }
    };
    /** So many days from now, at an hour of Nigeria (UTC+1). */
    const daysAhead = (days: number, hour: number) => {
      const day = new Date(Date.now() + (days * 24 + 1) * 3_600_000).toISOString().slice(0, 10);
      return `${day}T${String(hour).padStart(2, "0")}:00:00+01:00`;
    };
    const flat = [
      { room: "Kitchen", item: "Sink", condition: "good" },
      { room: "Kitchen", item: "Cooker", condition: "fair", note: " One ring is slow " },
      { room: "Bedroom", item: "Door", condition: "good" },
      { room: "Bedroom", item: "Socket", condition: "damaged" },
    ];
    const moveIn = await schedule("move_in", daysAhead(0, 9));

    await t.step(
      "a tenancy has one live inspection at moving in, and the same again is that one",
      async () => {
        assertEquals((await schedule("move_in", daysAhead(0, 9))).id, moveIn.id);
        assertEquals(await problem(schedule("move_in", daysAhead(1, 9))), [
          "PT409",
          "inspection.already_there",
          "kind",
        ]);
        const rows = await as(database, people.tenant, "select 1 from inspections where id = $1", [
          moveIn.id,
        ]);
        assertEquals(rows.length, 0, "a draft is not for the tenant");
      },
    );

    await t.step(
      "routine entry needs a day's notice and daylight in Nigeria, and is told",
      async () => {
        const refused = ["PT400", "inspection.bad_time", "scheduled_for"];
        assertEquals(
          await problem(schedule("routine", new Date(Date.now() + 23 * 3_600_000).toISOString())),
          refused,
        );
        assertEquals(await problem(schedule("routine", daysAhead(3, 5))), refused);
        assertEquals(await problem(schedule("routine", daysAhead(3, 19))), refused);
        assertEquals(await problem(schedule("routine", null)), refused);
        assertEquals(await problem(schedule("routine", daysAhead(900, 9))), refused);
        assertEquals(await problem(schedule(null, daysAhead(3, 9))), [
          "PT400",
          "inspection.bad_time",
          "kind",
        ]);
        for (const hour of [6, 18]) {
          const visit = await schedule("routine", daysAhead(3, hour));
          assertEquals((await schedule("routine", daysAhead(3, hour))).id, visit.id, "sent twice");
        }
        assertEquals([
          await told(people.tenant, "inspection_scheduled"),
          await told(people.otherTenant, "inspection_scheduled"),
        ], [2, 0]);
      },
    );

    await t.step(
      "a routine visit is not offered before it took place, and a cancelled one is told",
      async () => {
        const visit = await schedule("routine", daysAhead(5, 9));
        await save(visit.id, flat);
        assertEquals(await problem(offer(visit.id)), [
          "PT409",
          "inspection.too_early",
          "inspection_id",
        ]);
        for (const _ of [1, 2]) {
          assertEquals(
            (await one(people.manager, "cancel_inspection($1, 'Rain')", visit.id)).status,
            "cancelled",
          );
        }
        assertEquals(await told(people.tenant, "inspection_cancelled"), 1);
        assertEquals(
          (await schedule("routine", daysAhead(5, 9))).id === visit.id,
          false,
          "its time is free again",
        );
        assertEquals((await problem(offer(visit.id))).slice(0, 2), [
          "PT409",
          "inspection.illegal_transition",
        ]);
      },
    );

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
          ["inspected_on => private.lagos_date() + 1", "inspected_on"],
        ]
      ) {
        assertEquals(
          await problem(one(people.manager, `save_inspection($1, ${call})`, moveIn.id)),
          ["PT400", "inspection.bad_fact", field],
        );
      }
      assertEquals((await itemsOf(moveIn.id)).length, 4, "nothing was half saved");
    });

    await t.step("only those who write tenancies record, and strangers learn nothing", async () => {
      const attempts = (by: Actor) => [
        () => schedule("move_out", daysAhead(0, 9), by),
        () => save(moveIn.id, flat, by),
        () => offer(moveIn.id, by),
        () => one(by, "cancel_inspection($1)", moveIn.id),
        () => one(by, "begin_move_out($1)", tenancy),
      ];
      for (const attempt of attempts(people.agent)) {
        assertEquals((await problem(attempt()))[1], "auth.forbidden");
      }
      for (const by of [people.stranger, people.otherOwner, people.otherTenant, people.tenant]) {
        const codes = [];
        for (const attempt of attempts(by)) codes.push((await problem(attempt())).slice(1));
        const notFound = ["inspection.not_found", "inspection_id"];
        const noTenancy = ["tenancy.not_found", "tenancy_id"];
        assertEquals(codes, [noTenancy, notFound, notFound, notFound, noTenancy]);
      }
      const direct = "update inspections set status = 'ready' where id = $1";
      assertEquals((await problem(as(database, people.owner, direct, [moveIn.id])))[0], "42501");
      assertEquals(await problem(database.query(direct, [moveIn.id])), [
        "PT409",
        "inspection.direct_change",
        "status",
      ]);
    });

    await t.step(
      "an offered inspection is frozen, for everyone, and its text can be proven",
      async () => {
        const offered = await offer(moveIn.id);
        assertEquals([offered.status, offered.round, offered.inspected_today], ["ready", 1, true]);
        assertEquals(
          (await offer(moveIn.id)).content_hash,
          offered.content_hash,
          "a repeat changes nothing",
        );
        const frozen = ["PT409", "inspection.frozen", "inspection_id"];
        assertEquals(await problem(save(moveIn.id, [])), frozen);
        for (
          const sql of [
            "update inspection_items set condition = 'good' where inspection_id = $1",
            "delete from inspection_items where inspection_id = $1",
            "insert into inspection_items (org_id, inspection_id, position, room, item) select org_id, id, 9, 'A', 'B' from inspections where id = $1",
            "update inspections set note = 'Other' where id = $1",
            "update inspections set content_hash = repeat('0', 64) where id = $1",
            "delete from inspections where id = $1",
          ]
        ) {
          assertEquals(await problem(as(database, "service", sql, [moveIn.id])), frozen, sql);
        }
        const [kept] = await as<{ content: string }>(
          database,
          people.tenant,
          "select content from inspection_contents where inspection_id = $1 and round = 1",
          [moveIn.id],
        );
        const bytes = await crypto.subtle.digest(
          "SHA-256",
          new TextEncoder().encode(kept?.content),
        );
        assertEquals(new Uint8Array(bytes).toHex(), offered.content_hash);
        const content = JSON.parse(kept?.content ?? "");
        assertEquals([
          content.kind,
          content.place.unit,
          content.items[1].note,
          content.items.length,
        ], [
          "move_in",
          "Flat 1",
          "One ring is slow",
          4,
        ]);
        assertEquals(
          (await problem(
            database.query(
              "update inspection_contents set content = 'x' where inspection_id = $1",
              [moveIn.id],
            ),
          ))[1],
          "record.append_only",
        );
      },
    );

    await t.step("members and the tenancy's own tenants see what is offered", async () => {
      for (
        const [by, seen] of [
          [people.tenant, 4],
          [people.accountant, 4],
          [people.agent, 4],
          [people.otherTenant, 0],
          [people.otherOwner, 0],
          [people.stranger, 0],
        ] as const
      ) {
        assertEquals((await itemsOf(moveIn.id, by)).length, seen);
      }
      assertEquals(await told(people.tenant, "inspection_ready"), 1);
      assertEquals(await told(people.otherTenant, "inspection_ready"), 0);
      assertEquals((await problem(save(moveIn.id, [], people.tenant)))[1], "auth.forbidden");
    });

    await t.step(
      "moving out begins from the signed move-in, and shows what has become worse",
      async () => {
        const begin = () => one(people.manager, "begin_move_out($1)", tenancy);
        assertEquals(await problem(begin()), ["PT409", "inspection.no_move_in", "tenancy_id"]);
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
