import { assert, assertEquals } from "@std/assert";

Deno.test("every category of data has the words that the database has", async () => {
  const words = await Deno.readTextFile(new URL("category_words.ts", import.meta.url));
  const known = [...words.matchAll(/case "([^"]+)":\s+return t`([^`]+)`/g)];
  for (const [, about, said] of known) assertEquals(said, about);
  const room = new URL(
    "../../../../../supabase/schemas/15_trust/80_personal_data.sql",
    import.meta.url,
  );
  const sql = await Deno.readTextFile(room);
  const from = sql.indexOf("insert into private.personal_categories");
  const rows = sql.slice(from, sql.indexOf(";\n", from))
    .matchAll(/^ {2}\('[a-z]+', '((?:[^']|'')+)'/gm);
  const told = [...rows].map(([, about = ""]) => about.replaceAll("''", "'"));
  assert(told.length >= 16, `${told.length} categories`);
  assertEquals(known.map(([, about]) => about).sort(), told.sort());
});
