import { assertEquals } from "@std/assert";
import { as, problem } from "../actor.ts";
import { openTestDatabase, openWorld } from "../test_database.ts";

Deno.test("staff see payment events and have them worked off again", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people } = world;
    const service = <Row = Record<string, unknown>>(sql: string, parameters: unknown[] = []) =>
      as<Row>(database, "service", sql, parameters);
    let bodies = 0;
    const receive = async (reference: string) => {
      await service(
        "select service.receive_provider_event('paystack', $1, 'charge.success', $2, '{}')",
        [String(++bodies).padStart(64, "0"), reference],
      );
      const [event] = await database.query<{ id: string }>(
        "select id from private.provider_events where reference = $1 order by id desc limit 1",
        [reference],
      );
      return event?.id as string;
    };
    interface Claimed {
      message_id: string;
      event_id: string;
      attempt: number;
    }
    const claim = () =>
      service<Claimed>("select * from service.claim_provider_events(100, 0) where $1", [true]);
    const listed = (by: { user: string }, filter = "") =>
      as<{ id: string; status: string; note: string; reference: string }>(
        database,
        by,
        `select id, status, note, reference from list_provider_events(${filter}) where $1`,
        [true],
      );
    const replay = async (by: { user: string }, event: string) =>
      (await as<{ again: boolean }>(database, by, "select replay_provider_event($1) as again", [
        event,
      ]))[0]?.again;

    const event = await receive("EST-replay-1");
    await t.step("what still waits is not queued twice", async () => {
      assertEquals(await replay(people.staff, event), false);
      assertEquals((await claim()).length, 1);
    });

    await t.step("what was worked off is queued once more", async () => {
      const [claimed] = await claim();
      await service("select service.close_provider_event($1, $2, 'ignored', 'Nothing to do')", [
        claimed?.message_id,
        event,
      ]);
      assertEquals((await claim()).length, 0);
      assertEquals(await replay(people.staff, event), true);
      assertEquals(await replay(people.staff, event), false);
      const [again] = await claim();
      assertEquals([
        again?.event_id,
        (await listed(people.staff, "of_reference => 'EST-replay-1'")).map((
          it,
        ) => [it.status, it.note]),
      ], [
        event,
        [["received", "Replayed"]],
      ]);
    });

    const giveUp = async () => {
      for (const it of await claim()) {
        assertEquals(
          (await service<{ next: string }>(
            "select service.retry_provider_event($1, $2, 8, 'It broke') as next",
            [it.message_id, it.event_id],
          ))[0]?.next,
          "gave_up",
        );
      }
    };
    const dead = async () =>
      (await database.query<{ n: number }>(
        "select count(*)::int as n from pgmq.q_provider_events_dead where $1",
        [true],
      ))[0]?.n;

    await t.step(
      "dead letters are seen, replayed one by one or all together, more than a hundred too",
      async () => {
        await giveUp();
        assertEquals([
          await dead(),
          (await listed(people.staff, "with_status => 'failed'")).map((it) => it.id),
        ], [1, [event]]);
        assertEquals([await replay(people.staff, event), await dead()], [true, 0]);
        for (let n = 0; n < 130; n++) await receive(`EST-dead-${n}`);
        while ((await claim()).length > 0) await giveUp();
        assertEquals(await dead(), 131);
        const redrive = async () =>
          (await as<{ n: number }>(
            database,
            people.staff,
            "select redrive_provider_events() as n where $1",
            [true],
          ))[0]?.n;
        assertEquals([await redrive(), await redrive(), await redrive(), await dead()], [
          100,
          31,
          0,
          0,
        ]);
        const [queued] = await database.query(
          "select count(*)::int as n from pgmq.q_provider_events where $1",
          [true],
        );
        assertEquals(queued, { n: 131 });
      },
    );

    await t.step("the list goes page by page, newest first, and holds no bodies", async () => {
      const first = await listed(people.staff, "max_results => 100");
      const second = await listed(
        people.staff,
        `before_id => '${first.at(-1)?.id}', max_results => 100`,
      );
      assertEquals([first.length, second.length > 30], [100, true]);
      assertEquals(
        new Set([...first, ...second].map((it) => it.id)).size,
        first.length + second.length,
      );
      const [row] = await as(
        database,
        people.staff,
        "select to_jsonb(e) as e from list_provider_events(max_results => 1) as e where $1",
        [true],
      );
      assertEquals("body" in (row?.e as object), false);
    });

    await t.step("nobody else may, and what is not there is named", async () => {
      for (const by of [people.owner, people.accountant, people.tenant]) {
        assertEquals((await problem(replay(by, event))).slice(0, 2), ["PT403", "auth.forbidden"]);
        assertEquals((await problem(listed(by))).slice(0, 2), ["PT403", "auth.forbidden"]);
        const redrive = as(database, by, "select redrive_provider_events() where $1", [true]);
        assertEquals((await problem(redrive)).slice(0, 2), ["PT403", "auth.forbidden"]);
      }
      assertEquals(await problem(replay(people.staff, crypto.randomUUID())), [
        "PT404",
        "payment.event_not_found",
        "event_id",
      ]);
      for (const filter of ["max_results => 0", "max_results => 201", "max_results => null"]) {
        assertEquals(await problem(listed(people.staff, filter)), [
          "PT400",
          "payment.bad_list",
          "max_results",
        ]);
      }
      assertEquals(await problem(listed(people.staff, "with_status => 'lost'")), [
        "PT400",
        "payment.bad_list",
        "with_status",
      ]);
    });
  } finally {
    await close();
  }
});

Deno.test("traces of unsigned webhooks are limited, for a sender and for all", async () => {
  const { database, close } = await openTestDatabase();
  try {
    const refuse = async (sender: string, fingerprint: string) =>
      (await as<{ wait: number }>(
        database,
        "service",
        "select service.refuse_provider_event('flutterwave', $1, null, '{}', $2) as wait",
        [fingerprint, sender],
      ))[0]?.wait ?? NaN;
    const waits: number[] = [];
    for (let n = 0; n < 25; n++) waits.push(await refuse("one", "same"));
    assertEquals(waits.slice(0, 20), Array(20).fill(0));
    assertEquals(waits.slice(20).every((wait) => wait > 0), true);
    let taken = 0;
    for (let n = 0; n < 230; n++) if (await refuse(`sender-${n}`, `other-${n}`) === 0) taken += 1;
    assertEquals(taken >= 179 && taken <= 200, true, `${taken} traces`);
    const [counted] = await database.query(
      "select times_seen from payment_exceptions where fingerprint = 'same' and $1",
      [true],
    );
    assertEquals(counted, { times_seen: 20 });
  } finally {
    await close();
  }
});
