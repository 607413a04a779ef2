import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { createEstate, signUp } from "@estate/sdk";
import pg from "pg";
import { leave } from "../../local/demo/people.ts";
import { lockFolder } from "../../local/folder_lock.ts";
import { Prompt } from "../../local/psql/prompt.ts";
import type { StackStatus } from "../../local/front/status.ts";
import { findStack } from "../../local/running_stack.ts";
import { StackError } from "../../local/stack_error.ts";
import { startTemporaryStack } from "../../local/temporary_stack.ts";

const json = { headers: { accept: "application/json" } };
const embedded = Deno.env.get("DATABASE_URL") === undefined;

Deno.test({
  name: "a running stack says what it is, shows what it answers, and lets psql in",
  // supabase-js keeps timers of its own for a moment after disconnecting.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    const lines: string[] = [];
    const stack = await startTemporaryStack({ log: (line) => lines.push(line) });
    const estate = createEstate(stack.url, stack.publishableKey);
    try {
      await t.step("the page works by itself, and says the same as JSON", async () => {
        const page = await fetch(stack.url);
        const text = await page.text();
        assertEquals([page.status, page.headers.get("access-control-allow-origin")], [200, null]);
        assertStringIncludes(
          page.headers.get("content-security-policy") ?? "",
          "default-src 'none'",
        );
        assert(!/<script|src=|href="http/.test(text), "it asks for something else");
        const asked = await fetch(stack.url, json);
        const status = await asked.json() as StackStatus;
        assertEquals(status.parts.filter(({ ok }) => !ok), []);
        assertEquals(status.parts.length, 14);
        assertEquals(status.demo.logins, [], "there are no demo data here");
        for (const { name, href } of status.links) {
          assertStringIncludes(text, `href="${href}"`);
          const led = await fetch(stack.url + href);
          await led.body?.cancel();
          assertEquals(led.status, 200, `${name} leads nowhere`);
        }
        for (const { name } of status.parts) assertStringIncludes(text, name);
        for (const method of ["POST", "DELETE"]) {
          const refused = await fetch(stack.url, { method });
          await refused.body?.cancel();
          assertEquals(refused.status, 404);
        }
      });

      await t.step("tasks in another terminal find it, whatever its port", async () => {
        const text = await (await fetch(stack.url)).text();
        assertStringIncludes(text, `npx -y deno@${Deno.version.deno} task psql`);
        const folder = await Deno.makeTempDir({ prefix: "estate-" });
        const elsewhere = Deno.serve({ port: 0, onListen() {} }, () => new Response("Hello"));
        const tell = async (name: string, port: number) => {
          const { tell, release } = await lockFolder(`${folder}/${name}`);
          await tell(port);
          release();
        };
        try {
          // Where it is looked for first, and where another start said that it is, others are by now.
          const where = { folder, port: elsewhere.addr.port };
          await tell("gone", elsewhere.addr.port);
          assertEquals(await findStack(where), undefined);
          await tell("", Number(new URL(stack.url).port));
          assertEquals((await findStack(where))?.url, stack.url);
          const named = { ...where, url: `http://127.0.0.1:${elsewhere.addr.port}/` };
          await assertRejects(() => findStack(named), StackError, "no development stack of Estate");
          const both = Deno.serve({ port: 0, onListen() {} }, () => fetch(stack.url, json));
          await tell("both", both.addr.port);
          await assertRejects(() => findStack(where), StackError, "Several stacks run here");
          await both.shutdown();
        } finally {
          await elsewhere.shutdown();
          await Deno.remove(folder, { recursive: true });
        }
      });

      await t.step("it answers by its own names only", async () => {
        const { port } = new URL(stack.url);
        const connection = await Deno.connect({ hostname: "127.0.0.1", port: Number(port) });
        await connection.write(
          new TextEncoder().encode(
            `GET / HTTP/1.1\r\nHost: elsewhere.example:${port}\r\nConnection: close\r\n\r\n`,
          ),
        );
        assertStringIncludes(await new Response(connection.readable).text(), "HTTP/1.1 421 ");
      });

      await t.step(
        "a part that breaks is said to be broken, first of all in the title",
        async () => {
          await stack.mail.smtp.close();
          await stack.database.exec("alter schema pgmq rename to pgmq_away");
          try {
            const text = await (await fetch(stack.url)).text();
            assertStringIncludes(text, "<title>Estate: Queues not working</title>");
          } finally {
            await stack.database.exec("alter schema pgmq_away rename to pgmq");
          }
        },
      );

      await t.step("REST, RPC and Auth have a line each, without what was in them", async () => {
        lines.length = 0;
        const secret = crypto.randomUUID();
        await signUp(estate, {
          email: `${secret}@example.ng`,
          password: `p-${secret}`,
          displayName: secret,
        });
        await estate.from("listings").select("id").eq("title", secret);
        await estate.rpc("accept_tenancy", { tenancy_id: secret });
        const seen = lines.join("\n");
        assertStringIncludes(seen, "POST /auth/v1/signup 200");
        assertStringIncludes(seen, "GET /rest/v1/listings 200");
        assert(/POST \/rest\/v1\/rpc\/accept_tenancy 404 tenancy\.\w+ \d+ ms/.test(seen), seen);
        assert(!seen.includes(secret), "it shows what was sent");
      });

      await t.step("time is moved for whoever has the key, and where it can be", async () => {
        const move = async (headers: HeadersInit, body: string) => {
          const response = await fetch(`${stack.url}/clock`, { method: "POST", headers, body });
          await response.body?.cancel();
          return response.status;
        };
        assertEquals(await move({ apikey: stack.publishableKey }, `{"ms":1000}`), 401);
        const key = { apikey: stack.secretKey };
        for (
          const wrong of ["", "{}", `{"ms":0}`, `{"ms":-1000}`, `{"ms":1e15}`, `{"ms":"1000"}`]
        ) {
          assertEquals(await move(key, wrong), embedded ? 400 : 409, wrong);
        }
        assertEquals(stack.database.clock.aheadMs, 0);
      });

      const door = (await stack.status()).database.url;
      await t.step({
        name: "SQL comes in by PostgreSQL's own protocol, in turn with everybody",
        ignore: !embedded,
        async fn() {
          const client = new pg.Client({ connectionString: door });
          const other = new pg.Client({ connectionString: door });
          // The refusal of COPY ends its connection.
          client.on("error", () => {});
          await Promise.all([client.connect(), other.connect()]);
          try {
            await client.query("set search_path = nowhere");
            const path = await client.query("show search_path");
            assert(path.rows[0].search_path !== "nowhere", "what one sets, all would have");
            await assertRejects(() => client.query("select 1 / $1::int", [0]), Error, "zero");
            await assertRejects(() => client.query("copy public.areas from stdin"), Error, "COPY");
            await other.query("begin");
            await other.query("insert into public.areas (name, state) values ($1, $2)", [
              "Ajah",
              "Lagos",
            ]);
            // Asked while the transaction is open: answered when it is over, and not from inside it.
            const areas = estate.from("areas").select("name").eq("name", "Ajah");
            const asked = areas.then(({ data }: { data: unknown }) => data);
            await other.query("rollback");
            assertEquals(await asked, []);
          } finally {
            await other.end();
          }
        },
      });

      await t.step({
        name: "the small prompt shows rows, and what was wrong",
        ignore: !embedded,
        async fn() {
          const prompt = await Prompt.open(door as string);
          try {
            const said: string[] = [];
            const input =
              `select 1 as one,\n 'Ọ̀yọ́' as place;\nselect broken;\n\\x\n\\q\nselect 2;\n`;
            const well = await prompt.converse(
              new Blob([input]).stream(),
              (text) => said.push(text),
              () => {},
            );
            assertEquals(well, false);
            assertEquals(said[0], "one | place\n----+------\n1   | Ọ̀yọ́\n(1 row)");
            assertStringIncludes(said[1] ?? "", 'ERROR: column "broken" does not exist');
            assertEquals(said.length, 3, "nothing runs after the end");
          } finally {
            await prompt.close();
          }
        },
      });
    } finally {
      await leave([estate]);
      await stack.close();
    }
  },
});
