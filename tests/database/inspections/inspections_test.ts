import { assertEquals } from "@std/assert";
import { type Actor, as, problem } from "../actor.ts";
import { daysAhead, flat, inspecting } from "./inspecting.ts";
import { openWorld } from "../test_database.ts";
import { letSince, on } from "../tenancies/tenancies.ts";

Deno.test("inspections are scheduled with notice, offered, and then stay as they are", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people, tenancy } = world;
    const { one, schedule, save, offer, itemsOf, told, sign } = await inspecting(database, world);
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

    await save(moveIn.id, flat);

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
      "who renewed moved in once: the last term ends with how the first began",
      async () => {
        const { tenant, tenancy: first } = await letSince(database, world, 11);
        const began = await schedule("move_in", daysAhead(0, 9), people.manager, first.id);
        await save(began.id, flat);
        await offer(began.id);
        await sign(began.id, people.owner, tenant);
        const renewed = await on(database, people.owner, "offer_renewal($1, 12000000)", first.id);
        await on(database, tenant, "accept_tenancy($1)", renewed.id);
        const out = await one(people.manager, "begin_move_out($1)", renewed.id);
        await save(out.id, flat.map((it) => ({ ...it, condition: "damaged" })));
        await offer(out.id);
        for (const by of [people.manager, tenant]) {
          const compared = await as<{ move_in_id: string; worse: number }>(
            database,
            by,
            `select move_in_id, count(*) filter (where is_worse)::int as worse from inspection_comparison
           where tenancy_id = $1 group by move_in_id`,
            [renewed.id],
          );
          assertEquals(compared, [{ move_in_id: began.id, worse: 3 }]);
        }
      },
    );
  } finally {
    await close();
  }
});
