import { assertEquals, assertRejects } from "@std/assert";
import { installExtensions } from "./install.ts";
import { installPgmq } from "./pgmq.ts";
import { openTestDatabase } from "./test_database.ts";

const SCHEMAS = ["cron", "net", "vault", "pgmq"];

Deno.test("the stand-ins install where the extensions are missing, again without change, and shut out the API", async (t) => {
  await using opened = await openTestDatabase();
  const { database } = opened;
  const standIns = { cron: "stand-in", net: "stand-in", vault: "stand-in", pgmq: "stand-in" };

  await t.step("two installations at once agree, and a third finds what they made", async () => {
    assertEquals(
      await Promise.all([installExtensions(database), installExtensions(database)]),
      [standIns, standIns],
    );
    await database.query("select cron.schedule('kept', $1, 'select 1')", ["0 0 1 1 *"]);
    await database.query("select vault.create_secret($1, 'kept')", ["s3cret"]);
    await database.query("select pgmq.create($1)", ["kept"]);
    assertEquals(await installExtensions(database), standIns);
    assertEquals(
      await database.query(
        `select (select jobname from cron.job) as job,
           (select decrypted_secret from vault.decrypted_secrets) as secret,
           (select queue_name from pgmq.list_queues()) as queue, $1::int as one`,
        [1],
      ),
      [{ job: "kept", secret: "s3cret", queue: "kept", one: 1 }],
    );
  });

  await t.step(
    "anon and authenticated may not use a schema, relation or function of them",
    async () => {
      for (const schema of SCHEMAS) {
        const [held] = await database.query<{ held: boolean }>(
          `select has_schema_privilege('anon', $1, 'usage')
           or has_schema_privilege('authenticated', $1, 'usage')
           or has_schema_privilege('anon', $1, 'create') as held`,
          [schema],
        );
        assertEquals([schema, held?.held], [schema, false]);
      }
      for (const role of ["anon", "authenticated"]) {
        for (
          const statement of [
            "select cron.schedule('x', '* * * * *', 'select 1')",
            "select net.http_post('http://127.0.0.1:1/')",
            "select * from vault.decrypted_secrets",
            "select pgmq.send('kept', '{}')",
          ]
        ) {
          const attempt = () =>
            database.transaction(async (tx) => {
              await tx.exec(`set local role ${role}`);
              await tx.exec(statement);
            });
          await assertRejects(attempt, Error, "permission denied for schema");
        }
      }
    },
  );

  await t.step(
    "no definer function is open to everybody, and every function of ours is fixed and told",
    async () => {
      const functions = await database.query<{ signature: string; fault: string }>(
        `select f.oid::regprocedure::text as signature, concat_ws(', ',
         case when f.prosecdef and has_function_privilege('anon', f.oid, 'execute')
           then 'definer, executable by anon' end,
         case when n.nspname <> 'pgmq' and not coalesce(f.proconfig, '{}') @> array['search_path=""']
           then 'search_path not empty' end,
         case when n.nspname <> 'pgmq' and has_function_privilege('anon', f.oid, 'execute')
           then 'executable by anon' end,
         case when n.nspname <> 'pgmq' and obj_description(f.oid, 'pg_proc') is null
           then 'no comment' end
       ) as fault
       from pg_proc as f join pg_namespace as n on n.oid = f.pronamespace
       where n.nspname = any (string_to_array($1, ','))`,
        [SCHEMAS.join(",")],
      );
      assertEquals(functions.length > 40, true);
      assertEquals(functions.filter((row) => row.fault !== ""), []);
      const untold = await database.query(
        `select c.oid::regclass::text as relation from pg_class as c
       where c.relnamespace = any (array['cron', 'net', 'vault']::regnamespace[])
         and c.relkind in ('r', 'v') and obj_description(c.oid, 'pg_class') is null and $1`,
        [true],
      );
      assertEquals(untold, []);
    },
  );

  await t.step("a schema without the objects of pgmq gets them", async () => {
    await database.exec("drop schema pgmq cascade; create schema pgmq");
    await installPgmq(database);
    await installPgmq(database);
    const [queue] = await database.query<{ found: boolean }>(
      "select to_regclass($1) is not null as found",
      ["pgmq.meta"],
    );
    assertEquals(queue, { found: true });
  });
});

Deno.test("pgmq from its package keeps, hides, archives and drops messages as a queue does", async () => {
  await using opened = await openTestDatabase();
  const { database } = opened;
  await installPgmq(database);
  const one = async (expression: string) =>
    (await database.query<{ value: unknown }>(`select (${expression})::text as value where $1`, [
      true,
    ]))[0]?.value;

  await database.query("select pgmq.create($1)", ["letters"]);
  assertEquals(await one(`pgmq.send('letters', '{"n": 1}')`), "1");
  assertEquals(await one(`pgmq.send('letters', '{"n": 2}', 60)`), "2");
  const read = await database.query(
    "select msg_id::int, read_ct, message from pgmq.read($1, 30, 10)",
    ["letters"],
  );
  assertEquals(read, [{ msg_id: 1, read_ct: 1, message: { n: 1 } }]);
  assertEquals((await database.query("select pgmq.read($1, 30, 10)", ["letters"])).length, 0);
  await database.query("select pgmq.set_vt($1, 1::bigint, 0)", ["letters"]);
  const again = await database.query("select read_ct from pgmq.read($1, 30, 10)", ["letters"]);
  assertEquals(again, [{ read_ct: 2 }]);
  assertEquals(await one("pgmq.archive('letters', 1::bigint)"), "true");
  assertEquals(await one("select count(*) from pgmq.a_letters"), "1");
  assertEquals(await one("pgmq.delete('letters', 2::bigint)"), "true");
  assertEquals(await one("select queue_length from pgmq.metrics('letters')"), "0");
  assertEquals(await one("pgmq.drop_queue('letters')"), "true");
  assertEquals(await one("select to_regclass('pgmq.q_letters') is null"), "true");
});
