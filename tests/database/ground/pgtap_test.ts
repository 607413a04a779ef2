import { assertEquals } from "@std/assert";
import { openTestDatabase } from "../test_database.ts";

const folder = new URL("./pgtap/", import.meta.url);
const onPostgres = Deno.env.get("DATABASE_URL") !== undefined;

Deno.test({
  name: "every pgTAP suite passes, with as many tests as it planned",
  ignore: !onPostgres,
  async fn(t) {
    const { database, close } = await openTestDatabase();
    try {
      await database.exec("create extension if not exists pgtap");
      for await (const file of Deno.readDir(folder)) {
        await t.step(file.name, async () => {
          const sql = await Deno.readTextFile(new URL(file.name, folder));
          const lines = await tapLines(database, sql);
          const planned = Number(/^1\.\.(\d+)/.exec(lines[0] ?? "")?.[1]);
          const results = lines.filter((line) => /^(not )?ok \d/.test(line));
          assertEquals(results.filter((line) => line.startsWith("not ok")), [], lines.join("\n"));
          assertEquals(results.length, planned);
        });
      }
    } finally {
      await close();
    }
  },
});

/** Runs a suite on one connection and returns what its selects printed, a line each. */
async function tapLines(
  database: { lite: { driver: unknown } },
  sql: string,
): Promise<string[]> {
  const driver = database.lite.driver as {
    reserve(): Promise<{
      unsafe(
        sql: string,
      ): { simple(): Promise<Record<string, string>[] | Record<string, string>[][]> };
      release(): void;
    }>;
  };
  const session = await driver.reserve();
  try {
    await session.unsafe("set search_path = public, extensions").simple();
    const results = await session.unsafe(sql).simple();
    return (results.flat() as Record<string, string>[])
      .flatMap((row) => Object.values(row)).join("\n").split("\n");
  } finally {
    session.release();
  }
}
