import { assert, assertEquals } from "@std/assert";
import { readdir } from "node:fs/promises";

/** The project's own words change without the app: a title that it does not give any more would stay English in silence. */
Deno.test("every title that has words is one that the database gives", async () => {
  const files = await Promise.all(
    ["home_news.ts", "money_news.ts", "account_news.ts"]
      .map((it) => Deno.readTextFile(new URL(it, import.meta.url))),
  );
  const words = files.join("\n");
  const pairs = [...words.matchAll(/case "([^"]+)":\s+return t`([^`]+)`/g)];
  const titles = pairs.map(([, title = ""]) => title);
  assert(titles.length >= 90);
  assertEquals(titles.length, words.split("case ").length - 1);
  for (const [, title, said] of pairs) assertEquals(said, title);
  const schemas = new URL("../../../../../supabase/schemas/", import.meta.url);
  const rooms = (await readdir(schemas, { recursive: true })).filter((it) => it.endsWith(".sql"));
  const sql = (await Promise.all(rooms.map((it) => Deno.readTextFile(new URL(it, schemas)))))
    .join("\n");
  assertEquals(titles.filter((it) => !sql.includes(`'${it}'`)), []);
});
