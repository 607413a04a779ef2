/** `postgres_changes` under the subscriber's row-level security, with the real client. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import type { RealtimeClient } from "@supabase/realtime-js";
import { Events, joined, type TestChannel, versions, withClients } from "./test_client.ts";
import { signToken, startTestServer } from "./test_server.ts";

const server = await startTestServer();
Deno.test.afterAll(() => server.close());

await server.database.exec(`
  create table public.tasks (
    id bigint primary key, owner text not null, title text, hours numeric, secret text, tags text[],
    done boolean default false, at timestamptz default '2026-01-02 03:04:05+00'
  );
  alter table public.tasks enable row level security;
  grant select (id, owner, title, hours, tags, done, at) on public.tasks to authenticated;
  create policy owners on public.tasks for select to authenticated
    using (owner = current_setting('request.jwt.claims')::jsonb ->> 'sub');
  create table public.open_notes (id int primary key, body text);
  alter table public.open_notes replica identity full;
  grant select on public.open_notes to anon, authenticated;
  create table public.keyless (body text);
  grant select on public.keyless to authenticated;
  create table public.unpublished (id int primary key);
  grant select on public.unpublished to authenticated;
  alter publication supabase_realtime add table public.tasks, public.open_notes, public.keyless;
`);

// deno-lint-ignore no-explicit-any -- as the real client types it
type Seen = Events<any>;

interface Request {
  readonly event?: "*" | "INSERT" | "UPDATE" | "DELETE";
  readonly table?: string;
  readonly filter?: string;
  readonly select?: string[];
}

/** Joins a channel with these listeners; does not wait for the subscription. */
async function listen(
  client: RealtimeClient,
  requests: readonly Request[],
): Promise<TestChannel & { seen: Seen }> {
  const seen: Seen = new Events("change");
  const channel = await joined(client, crypto.randomUUID(), {}, (channel) => {
    for (const { event = "*", ...request } of requests) {
      const filter = { schema: "public", ...request, event: event as "*" };
      channel.on("postgres_changes", filter, (change) => seen.add(change));
    }
  });
  return { ...channel, seen };
}

/** As `listen`, and waits until changes are coming. */
async function subscribed(client: RealtimeClient, ...requests: Request[]): Promise<Seen> {
  const { seen, systems } = await listen(client, requests);
  const { message, status, extension } = await systems.take();
  assertEquals([message, status, extension], [
    "Subscribed to PostgreSQL",
    "ok",
    "postgres_changes",
  ]);
  return seen;
}

let lastTask = 0;
async function addTask(owner: string, title = "", hours = 1): Promise<number> {
  await server.database.query(
    `insert into public.tasks (id, owner, title, hours, secret, tags)
     values ($1::text::bigint, $2::text, $3::text, $4::text::numeric, 'hidden', '{a,"b c"}')`,
    [String(++lastTask), owner, title, String(hours)],
  );
  return lastTask;
}

for (const vsn of versions) {
  const user = async (sub: string) => ({ vsn, token: await signToken({ sub }) });

  Deno.test(`${vsn}: a row reaches the one who may select it, with the columns that role may see`, () =>
    withClients(server, async (connect) => {
      const ada = await subscribed(await connect(await user("ada")), { table: "tasks" });
      const bola = await subscribed(await connect(await user("bola")), { table: "tasks" });
      const hers = await addTask("ada", "paint", 2.5);
      const his = await addTask("bola");
      const { commit_timestamp: at, ...change } = await ada.take();
      assertMatch(at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      assert(Math.abs(Date.parse(at) - Date.now()) < 60_000);
      const row = { id: hers, owner: "ada", title: "paint", hours: 2.5, tags: ["a", "b c"] };
      assertEquals(change, {
        schema: "public",
        table: "tasks",
        eventType: "INSERT",
        new: { ...row, done: false, at: "2026-01-02T03:04:05+00:00" },
        old: {},
        errors: null,
      });
      assertEquals((await bola.take()).new.id, his);

      const update = "update public.tasks set title = 'sand' where id = $1::text::bigint";
      await server.database.query(update, [`${hers}`]);
      const updated = await ada.take();
      assertEquals([updated.eventType, updated.new.title], ["UPDATE", "sand"]);
      assertEquals(updated.old, { id: hers });

      // Nobody can be asked about a row that is gone: all get its key, and nothing else.
      await server.database.query("delete from public.tasks where id = $1::text::bigint", [
        `${hers}`,
      ]);
      for (const seen of [ada, bola]) {
        const deleted = await seen.take();
        assertEquals([deleted.eventType, deleted.old, deleted.new], ["DELETE", { id: hers }, {}]);
      }
      assertEquals([ada.pending, bola.pending], [[], []]);
    }));

  Deno.test(`${vsn}: filters, event kinds and selected columns choose what a listener gets`, () =>
    withClients(server, async (connect) => {
      const client = await connect(await user("ada"));
      const requests: Record<string, Request> = {
        eq: { filter: "title=eq.b" },
        neq: { filter: "title=neq.b" },
        lt: { filter: "hours=lt.10" },
        lte: { filter: "hours=lte.9" },
        gt: { filter: "hours=gt.9" },
        gte: { filter: "hours=gte.9" },
        in: { filter: 'title=in.(a,"b")' },
        not: { filter: "title=not.in.(a,b)" },
        like: { filter: "title=ilike.B%" },
        both: { filter: "title=eq.b,hours=gt.100" },
        is: { filter: "done=is.false" },
        updates: { event: "UPDATE" },
      };
      const seen = new Map<string, Seen>();
      for (const [name, request] of Object.entries(requests)) {
        seen.set(name, await subscribed(client, { table: "tasks", ...request }));
      }
      const few = await subscribed(client, { table: "tasks", select: ["title"] });
      const a = await addTask("ada", "a", 9);
      const b = await addTask("ada", "b", 10);
      const last = await addTask("ada", "last", 50);
      for (const title of ["a", "b", "last"]) {
        const { new: row } = await few.take();
        assertEquals([row.title, Object.keys(row).sort()], [title, ["id", "title"]]);
      }
      const got = Object.fromEntries(
        [...seen].map(([name, events]) => [name, events.pending.map((event) => event.new.id)]),
      );
      assertEquals(got, {
        eq: [b],
        neq: [a, last],
        lt: [a],
        lte: [a],
        gt: [b, last],
        gte: [a, b, last],
        in: [a, b],
        not: [last],
        like: [b],
        both: [],
        is: [a, b, last],
        updates: [],
      });
    }));

  Deno.test(`${vsn}: nothing comes from a transaction that rolls back`, () =>
    withClients(server, async (connect) => {
      const seen = await subscribed(await connect(await user("ada")), { table: "tasks" });
      await server.database.transaction(async (tx) => {
        await tx.query(
          "insert into public.tasks (id, owner, title) values (-1, 'ada', $1::text)",
          ["gone"],
        );
        throw new Error("No");
      }).catch(() => {});
      await addTask("ada", "kept");
      assertEquals((await seen.take()).new.title, "kept");
    }));

  Deno.test(`${vsn}: a refreshed token is judged by its own claims`, () =>
    withClients(server, async (connect) => {
      const client = await connect(await user("ada"));
      const { seen, systems } = await listen(client, [{ table: "tasks" }]);
      await systems.take(({ status }) => status === "ok");
      await client.setAuth(await signToken({ sub: "bola" }));
      await systems.take(({ status }) => status === "ok");
      await addTask("ada", "not mine any more");
      await addTask("bola", "mine");
      assertEquals((await seen.take()).new.title, "mine");
    }));

  Deno.test(`${vsn}: a table without row-level security shows old rows by its replica identity`, () =>
    withClients(server, async (connect) => {
      const seen = await subscribed(await connect({ vsn }), { table: "open_notes" });
      const id = vsn === "1.0.0" ? 1 : 2;
      await server.database.exec(`
        insert into public.open_notes values (${id}, 'a');
        update public.open_notes set body = 'b' where id = ${id};
        delete from public.open_notes where id = ${id};
      `);
      const changes = [await seen.take(), await seen.take(), await seen.take()];
      assertEquals(changes.map((change) => [change.eventType, change.new, change.old]), [
        ["INSERT", { id, body: "a" }, {}],
        ["UPDATE", { id, body: "b" }, { id, body: "a" }],
        ["DELETE", {}, { id, body: "b" }],
      ]);
    }));

  Deno.test(`${vsn}: a request that cannot be served is told why, and joins all the same`, () =>
    withClients(server, async (connect) => {
      const client = await connect(await user("ada"));
      for (
        const [request, message] of [
          [
            { table: "unpublished" },
            /^Unable to subscribe to changes with given parameters\. Please check Realtime is enabled for the given connect parameters: \[event: \*, schema: public, table: unpublished, filters: \[\], select: \[\]\]$/,
          ],
          [{ table: "tasks", filter: "titel=eq.a" }, /Exception: invalid column for filter titel$/],
          [{ table: "tasks", filter: "secret=eq.a" }, /invalid column for filter secret$/],
          [{ table: "tasks", filter: "hours=gt.many" }, /invalid input syntax for type numeric/],
          [{ table: "tasks", filter: "title" }, /^Error parsing `filter` params/],
          [{ table: "tasks", filter: "title=sounds.a" }, /operator "sounds" is not known/],
        ] as const
      ) {
        const { systems } = await listen(client, [request]);
        const { status, extension, message: told } = await systems.take();
        assertEquals([status, extension], ["error", "postgres_changes"]);
        assertMatch(told, message);
      }
    }));

  Deno.test(`${vsn}: a table without primary key and a key without rights are reported as errors`, () =>
    withClients(server, async (connect) => {
      const seen = await subscribed(await connect(await user("ada")), { table: "keyless" });
      await server.database.exec("insert into public.keyless values ('x')");
      assertEquals((await seen.take()).errors, ["Error 400: Bad Request, no primary key"]);
      const anonymous = await subscribed(await connect({ vsn }), { table: "tasks" });
      await addTask("ada");
      const { errors, new: row } = await anonymous.take();
      assertEquals([errors, row], [["Error 401: Unauthorized"], {}]);
    }));
}

Deno.test("changes that were delivered do not stay in realtime.changes", async () => {
  assertEquals(await server.database.query("select id from realtime.changes"), []);
});

Deno.test("a subscriber gets changes again after the server restarts, which took its triggers off", () =>
  withClients(server, async (connect) => {
    const client = await connect({ vsn: "2.0.0", token: await signToken({ sub: "ada" }) });
    const { seen, systems } = await listen(client, [{ table: "tasks" }]);
    await systems.take(({ status }) => status === "ok");
    await server.restart();
    await systems.take(({ status }) => status === "ok");
    await addTask("ada", "after");
    assertEquals((await seen.take()).new.title, "after");
    await client.disconnect();
    await server.restart();
    const triggers = await server.database.query(
      "select tgname from pg_trigger where tgname = 'realtime_changes'",
    );
    assertEquals(triggers, []);
  }));
