/**
 * task bench:chat-reads: what a screen of chat asks, at a million messages in 20,000 conversations of 500 organizations, the
 * largest with 5,000 of them: unread counts, the list, catching up, search. Each is asked as PostgREST asks and told by pgbench;
 * beside them the yardstick of this machine, reading one message by its id. The messages may not be read from end to end meanwhile.
 *
 * Builds its own database on DATABASE_URL's server and drops it in the end; takes three minutes. --messages=N
 */
import { parseArgs } from "@std/cli/parse-args";
import { openPostgres } from "../../local/supabase/database/connect.ts";
import { createPostgresFromTemplate } from "../../local/supabase/database/postgres_template.ts";
import { pgbench } from "./pgbench.ts";

const options = parseArgs(Deno.args, { string: ["messages"] });
const count = Number(options.messages ?? 1_000_000);
const server = Deno.env.get("DATABASE_URL");
if (server === undefined) {
  throw new Error("Cannot measure: set DATABASE_URL to a PostgreSQL server");
}

/** Fills the database as if its triggers had run. Person n looks for a home; organization 1 has a quarter of all conversations. */
const build = `
  set session_replication_role = replica; set synchronous_commit = off;
  create table public.people as
  select n, ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid as id from generate_series(1, 5000) as n;
  insert into auth.users (id, email) select id, n || '@example.ng' from people;
  insert into profiles (id, display_name) select id, 'Person ' || n from people;
  create table public.orgs as
  select n, ('00000000-0000-7000-9000-' || lpad(n::text, 12, '0'))::uuid as id from generate_series(1, 500) as n;
  insert into organizations (id, kind, name, address) select id, 'owner', 'Org ' || n, '12 Herbert Macaulay Way, Yaba' from orgs;
  insert into memberships (org_id, user_id, role) select org.id, person.id, 'owner' from orgs as org join people as person using (n);
  insert into private.member_permissions (user_id, permission, org_id)
  select m.user_id, allowed.permission, m.org_id from memberships as m join private.role_permissions as allowed on allowed.role = m.role;
  create table public.talks as
  select n, private.uuid_v7() as id, case when n % 4 = 0 then 1 else 2 + n % 499 end as org, 501 + n % 4499 as person
  from generate_series(1, 20000) as n;
  insert into conversations (id, org_id, listing_id, opened_by, last_message_at, message_count, change_count, answered_count)
  select talk.id, org.id, private.uuid_v7(), person.id, now() - talk.n * interval '1 second', ${count} / 20000, ${count} / 20000,
    ${count} / 20000 - talk.n % 3
  from talks as talk join orgs as org on org.n = talk.org join people as person on person.n = talk.person;
  drop index messages_words_idx;
  insert into messages (org_id, conversation_id, sender_id, client_id, body, number, change_number)
  select org.id, talk.id, person.id, gen_random_uuid(), 'Good morning, is the flat still free? Message ' || made.nr
      || case when made.nr % 1000 = 0 then ' about the borehole' else '' end, 1 + made.nr / 20000, 1 + made.nr / 20000
  from generate_series(0, ${count} - 1) as made (nr)
  join talks as talk on talk.n = 1 + made.nr % 20000 join orgs as org on org.n = talk.org join people as person on person.n = talk.person;
  insert into conversation_reads (org_id, conversation_id, user_id, message_id, number)
  select org.id, talk.id, org_owner.id, private.uuid_v7(), ${count} / 20000 - talk.n % 5
  from talks as talk join orgs as org on org.n = talk.org join people as org_owner on org_owner.n = talk.org where talk.n % 2 = 0;
  create index messages_words_idx on messages using gin (private.message_words(org_id, conversation_id, body));
  set session_replication_role = origin;
  analyze;`;

const temporary = await createPostgresFromTemplate(server);
const database = openPostgres(temporary.url, 1);
try {
  const start = performance.now();
  await database.exec(build);
  console.log(`Built ${count} messages in ${((performance.now() - start) / 1000).toFixed(0)} s`);
  const [sample] = await database.query<
    { largest: string; person: string; talk: string; message: string }
  >(
    `select (select id from people where n = 1)::text as largest, talk.opened_by::text as person, talk.id::text as talk,
       (select id::text from messages as m where m.conversation_id = talk.id order by id desc limit 1) as message
     from conversations as talk where $1 order by talk.id limit 1`,
    [true],
  );
  const asked: readonly [name: string, user: string, sql: string][] = [
    [
      "one message by id",
      sample!.person,
      `select body from public.messages where id = '${sample!.message}'`,
    ],
    ["unread of a person", sample!.person, "select * from public.my_unread()"],
    [
      "unread of the largest organization",
      sample!.largest,
      "select count(*) from public.my_unread()",
    ],
    ["list of a person", sample!.person, "select * from public.my_conversations()"],
    [
      "list of the largest organization",
      sample!.largest,
      "select * from public.my_conversations()",
    ],
    [
      "its unread only",
      sample!.largest,
      "select * from public.my_conversations(unread_only => true)",
    ],
    [
      "catching up",
      sample!.person,
      `select * from public.messages where conversation_id = '${
        sample!.talk
      }' and change_number > 10 order by change_number limit 100`,
    ],
    ["a common word, a person", sample!.person, "select * from public.search_messages('morning')"],
    [
      "a common word, the largest",
      sample!.largest,
      "select * from public.search_messages('morning')",
    ],
    [
      "a rare word, the largest",
      sample!.largest,
      "select * from public.search_messages('borehole')",
    ],
  ];
  const scans = async () =>
    (await database.query<{ scans: string }>(
      "select seq_scan::text as scans from pg_stat_user_tables where relid = 'public.messages'::regclass and $1",
      [true],
    ))[0]!.scans;
  await database.exec("select pg_stat_force_next_flush()");
  const before = await scans();
  let yardstick = NaN;
  for (const [name, user, sql] of asked) {
    const { medianMs, p95Ms } = await pgbench(temporary.url, {
      sql,
      settings: {
        role: "authenticated",
        "request.jwt.claims": JSON.stringify({ sub: user, role: "authenticated" }),
      },
      length: { statements: 40 },
    });
    if (Number.isNaN(yardstick)) yardstick = medianMs;
    console.log(
      `${name.padEnd(36)} ${medianMs.toFixed(2).padStart(8)} ms  ${
        p95Ms.toFixed(2).padStart(8)
      } ms  ${(medianMs / yardstick).toFixed(1).padStart(7)} times the first`,
    );
  }
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const after = await scans();
  if (after !== before) {
    console.error(`The messages were read from end to end ${Number(after) - Number(before)} times`);
    Deno.exitCode = 1;
  }
} finally {
  await database.close();
  await temporary.drop();
}
