import { assert, assertEquals } from "@std/assert";
import { staleBy } from "./kinds.ts";
import { topics } from "./topics.ts";

const sql = await Deno.readTextFile(
  new URL("../../../../supabase/schemas/10_words/50_message_kinds.sql", import.meta.url),
);

/** What is only sent, to people who may have no account, or by Auth: nobody's screen is about it. */
const onlySent = /^(auth_|member_invited$|tenant_invited$|guarantor_asked$|erasure_done$)/;

Deno.test("every kind of news says what it makes stale", () => {
  const kinds = [...sql.matchAll(/^ {2}\('([a-z_]{3,60})', '[a-z]{3,30}', '/gm)].map((it) =>
    it[1]!
  );
  assert(kinds.length > 100, "the kinds are written elsewhere now");
  assertEquals(kinds.filter((it) => !onlySent.test(it) && !(it in staleBy)), []);
  assertEquals(Object.keys(staleBy).filter((it) => !kinds.includes(it)), [], "no such kind");
});

Deno.test("it names topics alone that queries begin with", () => {
  const known = new Set<string>(topics);
  assertEquals(Object.values(staleBy).flat().filter((it) => !known.has(it)), []);
});
