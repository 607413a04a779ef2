/** What was said to many, and that somebody read it, is rewritten by nobody, whoever may write SQL. */
import { assertEquals } from "@std/assert";
import { as, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { addLetters } from "../papers/letters.ts";
import { createUser, liftLimits } from "../world.ts";

Deno.test("a reading stays, by hand nothing happens without a trace, and people's own leave none", async () => {
  const { database, world, close } = await openWorld();
  try {
    await liftLimits(database);
    const { owner, tenant } = world.people;
    const traces = async (table: string) =>
      (await database.query<{ action: string }>(
        "select action from private.audit_log where table_name = $1 order by id",
        [`public.${table}`],
      )).map(({ action }) => action);
    const refused = async (sql: string) =>
      assertEquals((await refusal(database.query(sql))).hint, "record.append_only", sql);
    const person = { user: await createUser(database, "reader") };

    await addLetters(database, world);
    const [letter] = await database.query<{ id: string }>("select id from letters limit 1");
    const [notice] = await database.query<{ id: string }>(
      "select id from statutory_notices where tenancy_id = $1 limit 1",
      [world.tenancy],
    );
    await as(database, tenant, "select read_statutory_notice($1, true)", [notice?.id]);
    for (
      const [table, key, id] of [
        ["letter_readings", "letter_id", letter?.id],
        ["notice_readings", "notice_id", notice?.id],
      ] as const
    ) {
      assertEquals(await traces(table), [], "who reads leaves no trace but the reading");
      await refused(`update ${table} set read_at = now() - interval '1 year'`);
      await refused(`update ${table} set acknowledged_at = null`);
      await refused(`update ${table} set user_id = '${owner.user}'`);
      await refused(`delete from ${table}`);
      await refused(`truncate ${table}`);
      await database.query(
        `insert into ${table} (${key}, user_id, org_id) values ($1, $2, $3)`,
        [id, person.user, world.org],
      );
      await database.query(`update ${table} set acknowledged_at = now() where user_id = $1`, [
        person.user,
      ]);
      assertEquals(await traces(table), ["INSERT", "UPDATE"]);
    }

    const [made] = await database.query<{ id: string }>(
      `insert into announcements (org_id, client_id, language, publish_at, planned_people, published_at, people)
       values ($1, gen_random_uuid(), 'en', now(), 1, now(), 1) returning id`,
      [world.org],
    );
    await database.query(
      "insert into announcement_texts (announcement_id, org_id, language, title, body) values ($1, $2, 'en', 'Water', 'No water')",
      [made?.id, world.org],
    );
    await database.query(
      "insert into announcement_recipients (announcement_id, user_id, org_id, told_at) values ($1, $2, $4, now()), ($1, $3, $4, now())",
      [made?.id, tenant.user, person.user, world.org],
    );
    assertEquals(await traces("announcement_recipients"), [], "telling costs nothing more");
    await as(database, tenant, "select read_announcement($1)", [made?.id]);
    await as(database, tenant, "select read_announcement($1, true)", [made?.id]);
    assertEquals(await traces("announcement_recipients"), []);
    assertEquals(await traces("announcement_texts"), ["INSERT"]);
    await refused("update announcement_texts set body = 'There is water'");
    await refused("delete from announcement_texts");
    await refused("truncate announcement_texts");
    for (
      const change of [
        "read_at = now() - interval '1 day' where read_at is not null",
        "acknowledged_at = null where acknowledged_at is not null",
        "read_at = null, acknowledged_at = null where read_at is not null",
        "told_at = now() - interval '1 day'",
      ]
    ) await refused(`update announcement_recipients set ${change}`);
    await refused("delete from announcement_recipients");
    await database.query(
      "update announcement_recipients set read_at = now() where user_id = $1",
      [person.user],
    );
    assertEquals(await traces("announcement_recipients"), ["UPDATE"]);

    await database.query("delete from auth.users where id = $1", [person.user]);
    for (const table of ["letter_readings", "notice_readings", "announcement_recipients"]) {
      assertEquals(
        await database.query(`select from ${table} where user_id = $1`, [person.user]),
        [],
        "with its person",
      );
    }
    await database.query("delete from announcements where id = $1", [made?.id]);
    assertEquals(await database.query("select from announcement_texts"), []);
  } finally {
    await close();
  }
});
