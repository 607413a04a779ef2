/** Many at once: one export, one request, one erasure, and no worker that overwrites another's part. */
import { assert, assertEquals } from "@std/assert";
import { as, become, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { createOrganization, createUser, liftLimits } from "../world.ts";
import { ask, claim, finish, list, read, type Tables } from "./exporting.ts";

const ignore = Deno.env.get("DATABASE_URL") === undefined;

Deno.test({
  name: "who asks many times at once has one export and one request",
  ignore,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      const { tenant } = world.people;
      const person = { user: await createUser(database, "leaver") };
      await database.query(
        "update private.person_limits set burst = 100, per_hour = 1000 where action in ('request_data_export', 'request_erasure') and $1",
        [true],
      );
      const six = Array.from({ length: 6 });
      const asked = await Promise.all(six.map(() => ask(database, tenant)));
      assertEquals(new Set(asked).size, 1);
      const requests = await Promise.all(
        six.map(() =>
          as<{ id: string }>(database, person, "select request_erasure(true) ->> 'id' as id")
        ),
      );
      assertEquals(new Set(requests.map(([row]) => row!.id)).size, 1);
      const told = await database.query(
        "select kind from notifications where user_id = $1 and kind = 'erasure_asked'",
        [person.user],
      );
      assertEquals(told.length, 1);
    } finally {
      await close();
    }
  },
});

Deno.test({
  name: "workers that are late and many make each export once, with each row once",
  ignore,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      const { tenant, otherTenant, owner } = world.people;
      await database.query("update private.privacy_rules set rows_of_part = 2 where $1", [true]);
      await database.query(
        `insert into public.notifications (user_id, kind, title, subject_id, payload)
         select $1::uuid, 'search_matched', 'Number ' || n, gen_random_uuid(), '{}' from generate_series(1, 40) as n`,
        [tenant.user],
      );
      const people = [tenant, otherTenant, owner];
      for (const who of people) await ask(database, who);
      const written = new Map<string, string>();
      // Each worker loses its lease now and then, as one that is slow does, and goes on all the same.
      const worker = async (n: number) => {
        for (let idle = 0; idle < 40;) {
          const lease = await claim(database);
          if (lease === undefined) {
            idle += 1;
            await new Promise((wake) => setTimeout(wake, 10));
            continue;
          }
          for (let turn = 0;; turn++) {
            const part = await read(database, lease);
            if (part === undefined) break;
            written.set(part.path, part.body);
            if ((turn + n) % 3 === 0) {
              await database.query(
                "update private.data_exports set next_try_at = now() where id = $1 and next_try_at is not null",
                [lease.id],
              );
              await new Promise((wake) => setTimeout(wake, 5));
            }
            if (!await finish(database, lease, part) || part.part === 0) break;
          }
        }
      };
      await Promise.all(Array.from({ length: 6 }, (_, n) => worker(n)));
      for (const who of people) {
        const [made] = await list(database, who);
        assertEquals(made!.state, "ready");
        const tables: Tables = {};
        for (const { path, part } of made!.files!) {
          const said = JSON.parse(written.get(path)!);
          assertEquals(said.part ?? 0, part);
          for (const [name, rows] of Object.entries((said.tables ?? {}) as Tables)) {
            (tables[name] ??= []).push(...rows);
          }
        }
        const index = JSON.parse(written.get(made!.files![0]!.path)!);
        for (const { name, rows } of index.contents) {
          assertEquals([name, tables[name]!.length], [name, rows]);
          const unlike = new Set(tables[name]!.map((row) => JSON.stringify(row)));
          assertEquals([name, unlike.size], [name, rows]);
        }
        const told = await database.query(
          "select from notifications where user_id = $1 and kind = 'data_export_ready'",
          [who.user],
        );
        assertEquals(told.length, 1);
      }
      // What the late ones wrote is known, and swept.
      const [left] = await database.query<{ unknown: number; kept: number }>(
        `select count(*) filter (where abandoned.path is null and file.path is null)::int as unknown,
           count(*) filter (where abandoned.path is not null and file.path is not null)::int as kept
         from storage.objects as object
         left join private.abandoned_files as abandoned on abandoned.path = object.name
         left join private.data_export_files as file on file.path = object.name
         where object.bucket_id = 'data-exports' and $1`,
        [true],
      );
      assertEquals(left, { unknown: 0, kept: 0 });
    } finally {
      await close();
    }
  },
});

Deno.test({
  name: "clocks, staff and the person meet: somebody is forgotten once, or stays",
  ignore,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      const { staff } = world.people;
      await liftLimits(database);
      for (let round = 0; round < 8; round++) {
        const people = await Promise.all(
          Array.from({ length: 5 }, async () => ({ user: await createUser(database, "leaver") })),
        );
        for (const who of people) {
          await as(database, who, "select request_erasure(true)");
          await database.query(
            "update auth.users set email_confirmed_at = now() where id = $1",
            [who.user],
          );
        }
        await database.query(
          "update private.erasure_requests set erase_at = now(), next_try_at = now() where erased_at is null and revoked_at is null and $1",
          [true],
        );
        const clock = () => database.query("select private.erase_due(2) where $1", [true]);
        const outcomes = await Promise.allSettled([
          clock(),
          clock(),
          clock(),
          as(database, people[0]!, "select revoke_erasure()"),
          as(database, people[1]!, "select revoke_erasure()"),
          as(database, staff, "select delete_person($1, 'Asked by mail')", [people[2]!.user]),
          as(database, people[3]!, "select request_erasure(true)"),
        ]);
        for (const outcome of outcomes) {
          if (outcome.status === "rejected") {
            const { hint = "" } = outcome.reason as { hint?: string };
            assert(["person.suspended", "person.deleted"].includes(hint), hint);
          }
        }
        // The accounts are shut, or will be: clocks and staff meet once more where they are emptied.
        for (let turn = 0; turn < 4; turn++) {
          await database.query(
            "update private.erasure_requests set next_try_at = now() where erased_at is null and next_try_at is not null and $1",
            [true],
          );
          await Promise.all([
            clock(),
            clock(),
            clock(),
            as(database, staff, "select delete_person($1, 'Asked by mail')", [people[4]!.user])
              .catch((error: { hint?: string }) => assertEquals(error.hint, "person.deleted")),
          ]);
        }
        const rows = await database.query<
          { revoked: boolean; erased: boolean; letters: number; keeps: number; gone: boolean }
        >(
          `select request.revoked_at is not null as revoked, request.erased_at is not null as erased,
             (select count(*)::int from private.deliveries as sent where sent.kind = 'erasure_done' and sent.subject_id = request.id) as letters,
             (select count(*)::int from private.erasure_keeps as kept where kept.request_id = request.id) as keeps,
             account.deleted_at is not null as gone
           from private.erasure_requests as request join auth.users as account on account.id = request.user_id
           where request.user_id = any ($1::text::uuid[])`,
          [`{${people.map((it) => it.user).join(",")}}`],
        );
        assertEquals(rows.length, 5);
        for (const row of rows) {
          assert(row.revoked !== row.erased, JSON.stringify(row));
          assertEquals(row.letters <= 1, true);
          if (row.erased) assertEquals([row.gone, row.keeps > 0], [true, true]);
        }
      }
    } finally {
      await close();
    }
  },
});

Deno.test({
  name: "what somebody begins in the moment in which they are to be forgotten is seen",
  ignore,
  async fn() {
    const { database, close } = await openWorld();
    try {
      const due = (user: string) =>
        database.query(
          "update private.erasure_requests set erase_at = now(), next_try_at = now() where user_id = $1",
          [user],
        );
      const clock = () => database.query("select private.erase_due() where $1", [true]);
      const standing = async (user: string) =>
        (await database.query<{ refusal: string | null; erased: boolean; shut: boolean }>(
          `select request.refusal, request.erased_at is not null as erased, coalesce(account.banned_until > now(), false) as shut
           from private.erasure_requests as request join auth.users as account on account.id = request.user_id
           where request.user_id = $1`,
          [user],
        ))[0];
      const leaver = async () => {
        const who = { user: await createUser(database, "leaver") };
        await as(database, who, "select request_erasure(true)");
        await due(who.user);
        return who;
      };
      const found =
        "select create_organization('owner', 'Late Homes', '12 Herbert Macaulay Way, Yaba')";

      // Begun before it is their turn, through after it: the clock has looked, and nothing was there.
      const early = await leaver();
      await database.transaction(async (tx) => {
        await become(tx, early);
        await tx.query(found);
        await clock();
      });
      assertEquals((await standing(early.user))?.erased, false);
      await due(early.user);
      await clock();
      assertEquals(await standing(early.user), {
        refusal: "membership.last_owner",
        erased: false,
        shut: false,
      });

      // Begun after: refused, and nothing stands in the way.
      const late = await leaver();
      await clock();
      assertEquals(
        (await refusal(createOrganization(database, late, "Late Homes"))).hint,
        "person.suspended",
      );
      await due(late.user);
      await clock();
      assertEquals(await standing(late.user), { refusal: null, erased: true, shut: true });
      assertEquals(
        await database.query("select org_id from memberships where user_id = $1", [late.user]),
        [],
      );
    } finally {
      await close();
    }
  },
});
