/** Keys that change: all that an earlier one sealed is listed, what nobody opens keeps nothing waiting, and staff see it. */
import { assertEquals } from "@std/assert";
import type { Database } from "../../../local/supabase/database/database.ts";
import { as } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { addAccount } from "./payouts.ts";

/** Cards of somebody, sealed by these keys; returns their ids in order. */
async function addCards(database: Database, user: string, keys: readonly string[]) {
  const rows = await database.query<{ id: string }>(
    `with cards as (
       insert into saved_authorizations (user_id, provider, channel)
       select $1, 'paystack', 'card' from generate_series(1, $2::int) returning id
     )
     select id from cards order by id`,
    [user, keys.length],
  );
  for (const [n, { id }] of rows.entries()) {
    await database.query(
      `insert into private.authorization_tokens (authorization_id, user_id, provider, fingerprint, email, place, sealed)
       values ($1::text::uuid, $2, 'paystack', encode(sha256($1::text::bytea), 'hex'), 'payer@example.ng', 'EST-1', $3)`,
      [id, user, `${keys[n]}.AAAAAAAAAAAAAAAA.AAAA`],
    );
  }
  return rows.map((it) => it.id);
}

const dated = (database: Database, held: string, after: string | null = null, most = 2) =>
  as<{ id: string }>(
    database,
    "service",
    "select authorization_id as id from service.dated_authorizations('new', $1::text::text[], $2, $3)",
    [held, after, most],
  ).then((rows) => rows.map((it) => it.id));

const lostKeys = async (database: Database, held: string) =>
  (await as<{ n: number }>(
    database,
    "service",
    "select service.note_lost_keys($1::text::text[]) as n",
    [held],
  ))[0]?.n;

const noted = (database: Database) =>
  database.query<{ fingerprint: string; times: number; open: boolean; details: unknown }>(
    `select fingerprint, times_seen as times, resolved_at is null as open, details from payment_exceptions
     where kind = 'cannot_open' and $1 order by fingerprint`,
    [true],
  );

Deno.test("what is dated is listed by the keys that are held, past what nobody opens", async () => {
  const { database, world, close } = await openWorld();
  try {
    const ids = await addCards(database, world.people.tenant.user, [
      "lost",
      "lost",
      "lost",
      "old",
      "new",
      "old",
      "older",
    ]);
    assertEquals(await dated(database, "{new,old}"), [ids[3], ids[5]]);
    assertEquals(await dated(database, "{new,old,older}", ids[3], 5), [ids[5], ids[6]]);
    assertEquals(await dated(database, "{new}"), [], "nothing that could be opened");

    const { otherOwner } = world.people;
    const [org] = await database.query<{ id: string }>(
      "select org_id as id from memberships where user_id = $1",
      [otherOwner.user],
    );
    const account = async (key: string) =>
      (await addAccount(database, otherOwner, org?.id ?? "", {
        sealed: `${key}.AAAAAAAAAAAAAAAA.AAAA`,
      })).id;
    await account("lost");
    const old = await account("old");
    const numbers = (after: string | null) =>
      as<{ id: string }>(
        database,
        "service",
        "select payee_account_id as id from service.dated_payee_numbers('new', '{new,old}', $1) ",
        [after],
      );
    assertEquals(await numbers(null), [{ id: old }]);
    assertEquals(await numbers(old), []);
  } finally {
    await close();
  }
});

Deno.test("staff see what no key opens, once a day, until the key is back", async () => {
  const { database, world, close } = await openWorld();
  const { otherOwner, tenant, staff, owner } = world.people;
  try {
    assertEquals(await lostKeys(database, "{new}"), 0);
    await addCards(database, tenant.user, ["lost", "lost", "new", "away"]);
    const [org] = await database.query<{ id: string }>(
      "select org_id as id from memberships where user_id = $1",
      [otherOwner.user],
    );
    await addAccount(database, otherOwner, org?.id ?? "", { sealed: "lost.AAAAAAAAAAAAAAAA.AAAA" });
    assertEquals(await lostKeys(database, "{new}"), 2);
    assertEquals(await lostKeys(database, "{new}"), 2);
    const lost = {
      fingerprint: "key lost",
      times: 1,
      open: true,
      details: { key_id: "lost", authorizations: 2, payee_accounts: 1 },
    };
    const away = {
      fingerprint: "key away",
      times: 1,
      open: true,
      details: { key_id: "away", authorizations: 1, payee_accounts: 0 },
    };
    assertEquals(await noted(database), [away, lost]);
    const seen =
      "select suggested_action as told from payment_exceptions where kind = 'cannot_open'";
    const [shown] = await as<{ told: string }>(database, staff, seen);
    assertEquals(shown?.told.startsWith("A key of SEALING_KEYS is gone"), true);
    assertEquals(await as(database, owner, seen), []);

    await database.query(
      "update payment_exceptions set last_seen_at = last_seen_at - interval '25 hours' where kind = 'cannot_open' and $1",
      [true],
    );
    assertEquals(await lostKeys(database, "{away,new}"), 1);
    assertEquals(await noted(database), [{ ...away, open: false }, { ...lost, times: 2 }]);

    // One that its key does not open.
    const note = () =>
      as(database, "service", "select service.note_unopened('authorization', $1, 'new.x')", [
        world.org,
      ]);
    await note();
    await note();
    const [changed] = await noted(database);
    assertEquals([changed?.fingerprint, changed?.times, changed?.open], [
      `authorization ${world.org}`,
      1,
      true,
    ]);
    await lostKeys(database, "{away,new,lost}");
    assertEquals((await noted(database)).map((it) => it.open), [true, false, false]);
  } finally {
    await close();
  }
});
