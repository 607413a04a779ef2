import { assertEquals } from "@std/assert";
import { createOrganization, nigerianDate, offerMandate } from "@estate/sdk";
import { openPostgres } from "../../local/supabase/database/connect.ts";
import { arrive, leave } from "../../local/demo/people.ts";
import { startStack } from "../../local/stack.ts";

/** An empty database on DATABASE_URL's server; nothing without one: the stack then makes its own. */
async function emptyDatabase() {
  const server = Deno.env.get("DATABASE_URL");
  if (server === undefined) return { url: undefined, drop: () => Promise.resolve() };
  const name = `estate_first_${crypto.randomUUID().replaceAll("-", "").slice(0, 16)}`;
  const run = async (sql: string) => {
    const admin = openPostgres(server, 1);
    await admin.exec(sql);
    await admin.close();
  };
  await run(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(`drop database ${name} with (force)`) };
}

Deno.test("the first start on an empty database serves what it has just migrated, lists of new types too", async () => {
  const empty = await emptyDatabase();
  const folder = await Deno.makeTempDir({ prefix: "estate-first-" });
  try {
    const stack = await startStack({ folder, databaseUrl: empty.url, port: 0 });
    try {
      const { estate } = await arrive(stack, "Folake Adeyemi");
      const make = (kind: "owner" | "agency", name: string) =>
        createOrganization(estate, { kind, name, address: "1 Unity Close, Yaba, Lagos" });
      const mandate = await offerMandate(estate, {
        orgId: (await make("owner", "Adeyemi Homes")).id,
        agentOrgId: (await make("agency", "Bello & Partners")).id,
        scopes: ["list", "show"],
        feeBps: 1000,
        feePayer: "tenant",
        startsOn: nigerianDate(),
        endsOn: nigerianDate(180),
      });
      assertEquals(mandate.scopes, ["list", "show"]);
      await leave([estate]);
    } finally {
      await stack.close();
    }
  } finally {
    await empty.drop();
    await Deno.remove(folder, { recursive: true });
  }
});
