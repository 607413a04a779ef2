import { assertEquals } from "@std/assert";
import { type Actor, as, problem } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { createUser } from "../world.ts";

interface Inspection {
  readonly id: string;
  readonly status: string;
  readonly round: number;
  readonly content_hash: string;
}

Deno.test("inspections are signed by both sides, or disputed and corrected", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org, tenancy } = world;
    await as(
      database,
      people.owner,
      "select cancel_inspection(id) from inspections where tenancy_id = $1",
      [tenancy],
    );
    // A second tenant with an account, and one without, share the flat.
    const flatmate = { user: await createUser(database, "flatmate") };
    for (const user of [flatmate.user, null]) {
      await database.query(
        `with known as (
           insert into tenants (org_id, user_id, full_name, address)
           values ($1, $2, 'Chidi Eze', '4 Akoka Road, Yaba') returning id)
         insert into tenancy_parties (org_id, tenancy_id, tenant_id) select $1, $3, id from known`,
        [org, user, tenancy],
      );
    }
    await database.query("delete from notifications where $1", [true]);
    const one = async (by: Actor, call: string, ...parameters: unknown[]) =>
      (await as<Inspection>(
        database,
        by,
        `select id, status, round, content_hash from ${call}`,
        parameters,
      ))[0] as Inspection;
    const items = JSON.stringify(
      ["Sink", "Tap", "Door"].map((item) => ({ room: "Kitchen", item, condition: "good" })),
    );
    const save = (id: string, list = items) =>
      one(people.manager, "save_inspection($1, $2::text::jsonb)", id, list);
    const offer = (id: string) => one(people.manager, "offer_inspection($1)", id);
    const offered = async (kind = "move_in") => {
      const { id } = await one(
        people.manager,
        "schedule_inspection($1, $2, now()::text)",
        tenancy,
        kind,
      );
      await save(id);
      return await offer(id);
    };
    const sign = (
      by: Actor,
      it: { id: string; content_hash: string },
      remark: string | null = null,
    ) => one(by, "sign_inspection($1, $2, $3)", it.id, it.content_hash, remark);
    const dispute = (by: Actor, id: string, remark: string | null, ids: readonly string[] = []) =>
      one(by, "dispute_inspection($1, $2, $3::text::uuid[])", id, remark, `{${ids.join(",")}}`);
    const signatures = (id: string, by: Actor = people.manager) =>
      as<{ round: number; signer_name: string; side: string; outcome: string }>(
        database,
        by,
        `select round, signer_name, side, outcome, remark, disputed_positions::text as positions
         from inspection_signatures where inspection_id = $1 order by signed_at, side desc`,
        [id],
      );
    const told = async (id: string, kind: string) =>
      (await database.query<{ user_id: string }>(
        "select user_id from notifications where subject_id = $1 and kind = $2 order by user_id",
        [id, kind],
      )).map((row) => row.user_id);
    const first = await offered();

    await t.step("what is not offered, or not what was looked at, is not signed", async () => {
      const changed = { id: first.id, content_hash: "0".repeat(64) };
      for (const by of [people.owner, people.tenant]) {
        assertEquals(await problem(sign(by, changed)), [
          "PT409",
          "inspection.content_changed",
          "content_hash",
        ]);
      }
      const { id } = await one(
        people.manager,
        "schedule_inspection($1, 'move_out', now()::text)",
        tenancy,
      );
      assertEquals(await problem(sign(people.owner, { id, content_hash: first.content_hash })), [
        "PT409",
        "inspection.not_ready",
        "inspection_id",
      ]);
      await one(people.owner, "cancel_inspection($1)", id);
      assertEquals(await told(id, "inspection_cancelled"), [], "nobody was told of it");
    });

    await t.step("only its tenants and those who write tenancies sign or dispute", async () => {
      for (const by of [people.accountant, people.agent]) {
        assertEquals((await problem(sign(by, first)))[1], "auth.forbidden");
        assertEquals((await problem(dispute(by, first.id, "No")))[1], "auth.forbidden");
      }
      for (const by of [people.stranger, people.otherOwner, people.otherTenant]) {
        const notFound = ["PT404", "inspection.not_found", "inspection_id"];
        assertEquals(await problem(sign(by, first)), notFound);
        assertEquals(await problem(dispute(by, first.id, "No")), notFound);
      }
      assertEquals(await signatures(first.id), []);
    });

    await t.step("a dispute names what is wrong and opens it for correction", async () => {
      await sign(people.owner, first);
      const [, tap] = await as<{ id: string }>(
        database,
        people.tenant,
        "select id from inspection_items where inspection_id = $1 order by position",
        [first.id],
      );
      const bad = (field: string) => ["PT400", "inspection.bad_fact", field];
      assertEquals(await problem(dispute(people.tenant, first.id, " ")), bad("remark"));
      assertEquals(await problem(dispute(people.tenant, first.id, null)), bad("remark"));
      assertEquals(
        await problem(dispute(people.tenant, first.id, "x".repeat(1001))),
        bad("remark"),
      );
      assertEquals(
        await problem(dispute(people.tenant, first.id, "It drips", [crypto.randomUUID()])),
        bad("item_ids"),
      );
      for (const _ of [1, 2]) {
        const disputed = await dispute(people.tenant, first.id, " It drips ", [tap?.id ?? ""]);
        assertEquals(disputed.status, "disputed");
      }
      assertEquals(await signatures(first.id), [
        {
          round: 1,
          signer_name: "owner",
          side: "owner",
          outcome: "agreed",
          remark: null,
          positions: "{}",
        },
        {
          round: 1,
          signer_name: "Tunde Bello",
          side: "tenant",
          outcome: "disputed",
          remark: "It drips",
          positions: "{2}",
        },
      ]);
      assertEquals(
        await told(first.id, "inspection_disputed"),
        [flatmate.user, people.manager.user, people.owner.user].sort(),
      );
      assertEquals((await problem(sign(flatmate, first)))[1], "inspection.not_ready");
    });

    await t.step("the corrected one is signed anew, and the first stays in history", async () => {
      await save(first.id, items.replace('"Tap","condition":"good"', '"Tap","condition":"poor"'));
      const second = await offer(first.id);
      assertEquals([second.status, second.round, second.content_hash === first.content_hash], [
        "ready",
        2,
        false,
      ]);
      assertEquals((await problem(sign(people.tenant, first)))[1], "inspection.content_changed");
      assertEquals((await sign(people.tenant, second, "Now it is right")).status, "ready");
      assertEquals(
        (await sign(flatmate, second)).status,
        "ready",
        "the owner's first signature counts no more",
      );
      assertEquals((await sign(people.manager, second)).status, "signed");
      for (const by of [people.tenant, flatmate, people.manager]) {
        assertEquals((await sign(by, second)).status, "signed", "a repeat changes nothing");
      }
      assertEquals((await problem(sign(people.owner, second)))[1], "inspection.not_ready");
      assertEquals(
        (await problem(dispute(people.tenant, first.id, "No")))[1],
        "inspection.not_ready",
      );
      assertEquals(
        (await problem(one(people.owner, "cancel_inspection($1)", first.id)))[1],
        "inspection.illegal_transition",
      );
      assertEquals(
        (await signatures(first.id, flatmate)).map((it) => [it.round, it.side, it.outcome]),
        [
          [1, "owner", "agreed"],
          [1, "tenant", "disputed"],
          [2, "tenant", "agreed"],
          [2, "tenant", "agreed"],
          [2, "owner", "agreed"],
        ],
      );
      const everyone = [people.owner, people.manager, people.tenant, flatmate].map((it) => it.user)
        .sort();
      assertEquals(await told(first.id, "inspection_signed"), everyone, "once each");
      const contents = await as(
        database,
        flatmate,
        "select round, content_hash from inspection_contents where inspection_id = $1 order by round",
        [first.id],
      );
      assertEquals(
        contents,
        [first, second].map(({ round, content_hash }) => ({ round, content_hash })),
      );
    });

    await t.step("signatures are kept as they are", async () => {
      for (
        const sql of [
          "update inspection_signatures set remark = 'x' where inspection_id = $1",
          "delete from inspection_signatures where inspection_id = $1",
        ]
      ) {
        assertEquals((await problem(database.query(sql, [first.id])))[1], "record.append_only");
        assertEquals((await problem(as(database, "service", sql, [first.id])))[0], "42501");
      }
    });

    await t.step("who is both owner and tenant speaks for both", async () => {
      await database.query("update tenants set user_id = $1 where user_id = $2", [
        people.owner.user,
        flatmate.user,
      ]);
      const it = await offered("move_out");
      assertEquals((await sign(people.tenant, it)).status, "ready");
      assertEquals((await sign(people.owner, it)).status, "signed");
      assertEquals((await signatures(it.id)).map((row) => [row.side, row.signer_name]), [
        ["tenant", "Tunde Bello"],
        ["tenant", "Chidi Eze"],
        ["owner", "owner"],
      ]);
      await database.query("update tenants set user_id = $2 where user_id = $1", [
        people.owner.user,
        flatmate.user,
      ]);
    });

    await t.step(
      "all sign at the same moment, several times: signed once, told once each",
      async () => {
        const everyone = [people.owner, people.manager, people.tenant, flatmate];
        for (let day = 1; day <= 5; day++) {
          const [{ id } = { id: "" }] = await database.query<{ id: string }>(
            `insert into inspections (org_id, tenancy_id, kind, scheduled_for)
           values ($1, $2, 'routine', now() - make_interval(days => $3)) returning id`,
            [org, tenancy, day],
          );
          await save(id);
          const it = await offer(id);
          const outcomes = await Promise.allSettled(
            [...everyone, ...everyone, ...everyone].map((by) => sign(by, it)),
          );
          const others = outcomes.flatMap((o) => o.status === "rejected" ? [o.reason.hint] : []);
          // Who comes when it is signed already, and was not needed, is told so.
          assertEquals(others.filter((hint) => hint !== "inspection.not_ready"), []);
          const moves = await database.query(
            "select 1 from state_changes where subject_id = $1 and to_state = 'signed'",
            [id],
          );
          assertEquals(moves.length, 1);
          assertEquals(await told(id, "inspection_signed"), everyone.map((by) => by.user).sort());
        }
      },
    );

    await t.step("one signs while another disputes: it ends one way, and says which", async () => {
      for (let day = 11; day <= 15; day++) {
        const [{ id } = { id: "" }] = await database.query<{ id: string }>(
          `insert into inspections (org_id, tenancy_id, kind, scheduled_for)
           values ($1, $2, 'routine', now() - make_interval(days => $3)) returning id`,
          [org, tenancy, day],
        );
        await save(id);
        const it = await offer(id);
        await sign(people.owner, it);
        await sign(flatmate, it);
        const [signed, disputed] = await Promise.allSettled([
          sign(people.tenant, it),
          dispute(people.owner, id, "The wrong flat"),
        ]);
        const [now] = await database.query<Inspection>(
          "select status from inspections where id = $1",
          [id],
        );
        assertEquals(
          [signed.status, disputed.status],
          now?.status === "signed" ? ["fulfilled", "rejected"] : ["rejected", "fulfilled"],
        );
      }
    });
  } finally {
    await close();
  }
});
