import { assert, assertEquals } from "@std/assert";
import { readdir } from "node:fs/promises";

/** The project's own words change without the app: a title that it does not give any more would stay English in silence. */
Deno.test("every title that has words is one that the database gives", async () => {
  const words = await Deno.readTextFile(new URL("news_words.ts", import.meta.url));
  const titles = [...words.matchAll(/case "([^"]+)"/g)].map(([, title = ""]) => title);
  assert(titles.length >= 10);
  const schemas = new URL("../../../../../supabase/schemas/", import.meta.url);
  const rooms = (await readdir(schemas, { recursive: true })).filter((it) => it.endsWith(".sql"));
  const sql = (await Promise.all(rooms.map((it) => Deno.readTextFile(new URL(it, schemas)))))
    .join("\n");
  assertEquals(titles.filter((it) => !sql.includes(`'${it}'`)), []);
});
