import { assert, assertEquals } from "@std/assert";
import { readdir } from "node:fs/promises";

const chapter = new URL("../../../../../supabase/schemas/15_trust/", import.meta.url);

/** Sentences between the beginning of an insert and its end, as many as each of its rows has. */
function sentencesOf(sql: string, table: string, least: number): readonly string[] {
  const from = sql.indexOf(`insert into ${table} `);
  assert(from >= 0, `${table} is filled nowhere`);
  const rows = sql.slice(from, sql.indexOf(";\n", from));
  const texts = [...rows.matchAll(/'((?:[^']|'')+)'/g)].map(([, it = ""]) =>
    it.replaceAll("''", "'")
  ).filter((it) => /^[A-Z].* /.test(it));
  assert(texts.length >= least, `${table}: ${texts.length} sentences`);
  return texts;
}

Deno.test("what each step asks, why, what it keeps, and what staff look at has words", async () => {
  const words = await Deno.readTextFile(new URL("said_words.ts", import.meta.url));
  const known = [...words.matchAll(/case "([^"]+)"/g)].map(([, it = ""]) => it);
  const rooms = (await readdir(chapter)).filter((it) => it.endsWith(".sql"));
  const sql = (await Promise.all(rooms.map((it) => Deno.readTextFile(new URL(it, chapter)))))
    .join("\n");
  const steps = sentencesOf(sql, "public.verification_rules", 21);
  assertEquals(steps.filter((it) => !known.includes(it)), []);
  const signals = sentencesOf(sql, "private.signal_rules", 12).filter((it) =>
    it.startsWith("Staff ")
  );
  assertEquals(signals.filter((it) => !known.includes(it)), []);
  // A promise that the project does not make any more would stand in the file for nothing.
  assertEquals(known.filter((it) => ![...steps, ...signals].includes(it)), []);
});
