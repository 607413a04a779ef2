/** Row changes under row-level security, as the real client sees them in both protocol versions. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import type { RealtimeClient, RealtimePostgresChangesFilter } from "@supabase/realtime-js";
import { Events, subscribe, type TestChannel, versions, withClients } from "./test_client.ts";
import { signToken, startTestServer } from "./test_server.ts";

const server = await startTestServer();
const { database } = server;
Deno.test.afterAll(() => server.close());

await database.exec(`
  create table public.letters (
    id bigint generated always as identity primary key,
    owner text not null,
    body text,
    weight numeric,
    tags text[],
    secret text
  );
  alter table public.letters enable row level security;
  grant select (id, owner, body, weight, tags) on public.letters to authenticated;
  create policy "own" on public.letters for select to authenticated
    using (owner = current_setting('request.jwt.claims', true)::jsonb ->> 'sub');
  create table public.prices (code text primary key, amount int);
  grant select on public.prices to anon, authenticated;
  alter table public.prices replica identity full;
  create table public.unpublished (id int primary key);
  grant select on public.unpublished to authenticated;
  create table public.keyless (body text);
  grant select on public.keyless to authenticated;
  alter publication supabase_realtime add table public.letters, public.prices, public.keyless;
`);

interface Listening extends TestChannel {
  // deno-lint-ignore no-explicit-any -- as the real client types it
  readonly changes: Events<any>;
}

type Filter = Omit<Partial<RealtimePostgresChangesFilter<"*">>, "event"> & {
  readonly schema: string;
  readonly event?: "*" | "INSERT" | "UPDATE" | "DELETE";
};

/** Subscribes to changes and waits for the verdict on the subscription. */
async function listen(
  client: RealtimeClient,
  filter: Filter,
): Promise<Listening & { verdict: { status: string; message: string; extension: string } }> {
  const changes = new Events<unknown>("change");
  const subscription = subscribe(client, `changes ${crypto.randomUUID()}`, {}, (channel) => {
    const wanted = { event: "*", ...filter } as RealtimePostgresChangesFilter<"*">;
    channel.on("postgres_changes", wanted, (change) => changes.add(change));
  });
  const { status, message, extension } = await subscription.systems.take();
  return { ...subscription, changes, verdict: { status, message, extension } };
}

const subscribed = {
  status: "ok",
  message: "Subscribed to PostgreSQL",
  extension: "postgres_changes",
};

async function writeLetter(owner: string, body: string): Promise<number> {
  const [row] = await database.query<{ id: number }>(
    `insert into public.letters (owner, body, weight, tags, secret)
     values ($1, $2, 1.5, '{a,"b c"}', 'hidden') returning id::int`,
    [owner, body],
  );
  return row!.id;
}

for (const vsn of versions) {
  const person = (name: string) => `${name} ${vsn} ${crypto.randomUUID()}`;

  Deno.test(`${vsn}: a subscriber gets the rows it may see, without columns it may not`, () =>
    withClients(server, async (connect) => {
      const [ada, bola] = [person("ada"), person("bola")];
      const join = async (sub: string) => {
        const client = await connect({ vsn, token: await signToken({ sub }) });
        return await listen(client, { schema: "public", table: "letters" });
      };
      const [one, other] = [await join(ada), await join(bola)];
      assertEquals(one.verdict, subscribed);
      const id = await writeLetter(ada, "for Ada");
      const insert = await one.changes.take();
      const row = { id, owner: ada, body: "for Ada", weight: 1.5, tags: ["a", "b c"] };
      assertMatch(insert.commit_timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      assertEquals({ ...insert, "commit_timestamp": "" }, {
        schema: "public",
        table: "letters",
        "commit_timestamp": "",
        eventType: "INSERT",
        new: row,
        old: {},
        errors: null,
      });
      await database.query("update public.letters set body = 'again' where id = $1::text::bigint", [
        String(id),
      ]);
      const update = await one.changes.take();
      assertEquals(update.eventType, "UPDATE");
      assertEquals(update.new, { ...row, body: "again" });
      assertEquals(update.old, { id }, "The old row shows its key only");
      await writeLetter(bola, "for Bola");
      assertEquals((await other.changes.take()).new.body, "for Bola");
      assertEquals(one.changes.pending, []);
    }));

  Deno.test(`${vsn}: a deleted row shows its key only, also to those who could not see it`, () =>
    withClients(server, async (connect) => {
      const client = await connect({ vsn, token: await signToken({ sub: person("bola") }) });
      const { changes } = await listen(client, { schema: "public", table: "letters" });
      const id = await writeLetter("somebody else", "secret");
      await database.query("delete from public.letters where id = $1::text::bigint", [String(id)]);
      const { eventType, old, new: current } = await changes.take();
      assertEquals({ eventType, old, current }, {
        eventType: "DELETE",
        old: { id },
        current: {},
      });
    }));

  Deno.test(`${vsn}: what is rolled back is not told, what commits is told in order`, () =>
    withClients(server, async (connect) => {
      const { changes } = await listen(await connect({ vsn }), { schema: "public" });
      const code = person("code");
      await database.transaction(async (tx) => {
        await tx.query("insert into public.prices values ($1, 0)", [code]);
        throw new Error("Changed my mind");
      }).catch(() => {});
      await database.transaction(async (tx) => {
        await tx.query("insert into public.prices values ($1, 1)", [code]);
        await tx.query("update public.prices set amount = 2 where code = $1", [code]);
        await tx.query("delete from public.prices where code = $1", [code]);
      });
      const seen = [await changes.take(), await changes.take(), await changes.take()];
      assertEquals(seen.map(({ eventType, new: current, old }) => [eventType, current, old]), [
        ["INSERT", { code, amount: 1 }, {}],
        ["UPDATE", { code, amount: 2 }, { code, amount: 1 }],
        ["DELETE", {}, { code, amount: 2 }],
      ]);
    }));

  Deno.test(`${vsn}: events and filters select what is told`, () =>
    withClients(server, async (connect) => {
      const code = person("code");
      const listening = async (event: NonNullable<Filter["event"]>, filter: string) =>
        await listen(await connect({ vsn }), { schema: "public", table: "prices", filter, event });
      const expected: [Awaited<ReturnType<typeof listen>>, number[]][] = [
        [await listening("INSERT", `code=eq.${code} 1`), [10]],
        [await listening("UPDATE", "amount=gte.21"), [21, 31]],
        [await listening("UPDATE", "amount=gt.21"), [31]],
        [await listening("INSERT", "amount=lt.20"), [10]],
        [await listening("INSERT", "amount=lte.20,amount=neq.10"), [20]],
        [await listening("INSERT", "amount=in.(20,30)"), [20, 30]],
        [await listening("*", "amount=not.in.(10,20,30,99)"), [11, 21, 31]],
        [await listening("UPDATE", "code=ilike.%3,amount=not.is.null"), [31]],
      ];
      for (const [{ verdict }] of expected) assertEquals(verdict, subscribed);
      for (const n of [1, 2, 3]) {
        await database.query("insert into public.prices values ($1, $2::text::int)", [
          `${code} ${n}`,
          String(n * 10),
        ]);
        await database.query("update public.prices set amount = amount + 1 where code = $1", [
          `${code} ${n}`,
        ]);
      }
      // Deliveries are in order, so once somebody has the last change, everybody has theirs.
      const all = await listen(await connect({ vsn }), { schema: "public", table: "prices" });
      await database.query("insert into public.prices values ($1, 99)", [`${code} end`]);
      await all.changes.take(({ new: current }) => current.amount === 99);
      for (const [{ changes }, amounts] of expected) {
        for (const amount of amounts) assertEquals((await changes.take()).new.amount, amount);
        assertEquals(changes.pending, []);
      }
    }));

  Deno.test(`${vsn}: a listener that selects columns gets those and the key`, () =>
    withClients(server, async (connect) => {
      const sub = person("ada");
      const client = await connect({ vsn, token: await signToken({ sub }) });
      const select = ["body"];
      const { changes } = await listen(client, { schema: "public", table: "letters", select });
      const id = await writeLetter(sub, "short");
      assertEquals((await changes.take()).new, { id, body: "short" });
    }));

  Deno.test(`${vsn}: a row without a key, or with one the role may not read, comes as an error`, () =>
    withClients(server, async (connect) => {
      const client = await connect({ vsn, token: await signToken({ sub: "ada" }) });
      const keyless = await listen(client, { schema: "public", table: "keyless" });
      const visitor = await listen(await connect({ vsn }), { schema: "public", table: "letters" });
      await database.exec("insert into public.keyless values ('x')");
      const { errors, new: row } = await keyless.changes.take();
      assertEquals([errors, row], [["Error 400: Bad Request, no primary key"], {}]);
      await writeLetter("ada", "not for visitors");
      const withheld = await visitor.changes.take();
      assertEquals([withheld.errors, withheld.new], [["Error 401: Unauthorized"], {}]);
    }));

  Deno.test(`${vsn}: a subscriber gets changes again after the server restarts`, () =>
    withClients(server, async (connect) => {
      const sub = person("ada");
      const client = await connect({ vsn, token: await signToken({ sub }) });
      const { changes, systems } = await listen(client, { schema: "public", table: "letters" });
      await server.restart();
      assertEquals((await systems.take()).message, "Subscribed to PostgreSQL");
      await writeLetter(sub, "after");
      assertEquals((await changes.take()).new.body, "after");
    }));

  Deno.test(`${vsn}: a refreshed token changes which rows are told`, () =>
    withClients(server, async (connect) => {
      const [ada, bola] = [person("ada"), person("bola")];
      const client = await connect({ vsn, token: await signToken({ sub: ada }) });
      const { changes, systems } = await listen(client, { schema: "public", table: "letters" });
      await client.setAuth(await signToken({ sub: bola }));
      assertEquals((await systems.take()).message, "Subscribed to PostgreSQL");
      await writeLetter(ada, "no more");
      await writeLetter(bola, "from now on");
      assertEquals((await changes.take()).new.body, "from now on");
    }));

  Deno.test(`${vsn}: a table outside the publication and a wrong filter are reported`, () =>
    withClients(server, async (connect) => {
      const client = await connect({ vsn, token: await signToken({ sub: "ada" }) });
      const verdictOn = async (filter: Filter) => {
        const { verdict, channel } = await listen(client, filter);
        await channel.unsubscribe();
        assertEquals([verdict.status, verdict.extension], ["error", "postgres_changes"]);
        return verdict.message;
      };
      assertEquals(
        await verdictOn({ schema: "public", table: "unpublished" }),
        "Unable to subscribe to changes with given parameters. Please check Realtime is enabled " +
          "for the given connect parameters: " +
          "[event: *, schema: public, table: unpublished, filters: [], select: []]",
      );
      const onLetters = (filter: string) =>
        verdictOn({ schema: "public", table: "letters", filter });
      assertMatch(await onLetters("nonsense"), /^Error parsing `filter` params: /);
      assertMatch(await onLetters("secret=eq.hidden"), /invalid column for filter secret/);
      assertMatch(await onLetters("id=eq.one"), /invalid input syntax for type bigint/);
    }));
}

Deno.test("closing the server takes its triggers off the tables, and nothing is left over", async () => {
  const left = async () =>
    await database.query<{ triggers: number; changes: number }>(
      `select (select count(*)::int from pg_trigger where tgname = 'realtime_changes') as triggers,
         (select count(*)::int from realtime.changes) as changes`,
    );
  const [before] = await left();
  assert(before !== undefined && before.triggers > 0);
  await server.restart();
  assertEquals(await left(), [{ triggers: 0, changes: 0 }]);
});
