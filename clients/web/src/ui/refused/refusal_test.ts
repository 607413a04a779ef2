import { assert, assertEquals } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { refusalOf } from "./refusal.ts";

const schemas = fromFileUrl(new URL("../../../../../supabase/schemas", import.meta.url));

/** The files of the schema. */
async function rooms(): Promise<readonly string[]> {
  const texts: string[] = [];
  for await (const chapter of Deno.readDir(schemas)) {
    if (!chapter.isDirectory) continue;
    for await (const room of Deno.readDir(`${schemas}/${chapter.name}`)) {
      texts.push(await Deno.readTextFile(`${schemas}/${chapter.name}/${room.name}`));
    }
  }
  return texts;
}

/** The codes with which the database refuses: `raise_problem('code', 'sentence', 403`. */
async function refusals(): Promise<ReadonlySet<string>> {
  const codes = new Set<string>();
  for (const sql of await rooms()) {
    for (const call of sql.split("raise_problem(").slice(1)) {
      const code = /^\s*'([a-z_]+\.[a-z_]+)'/.exec(call)?.[1];
      // The status is the first number that stands alone behind the sentence.
      const status = /,\s*([45]\d\d)\b/.exec(call)?.[1];
      if (code !== undefined && status === "403") codes.add(code);
    }
    // Codes that are handed on: refuse_party('dispute.own', …).
    for (const [, code] of sql.matchAll(/refuse_party\('([^']+)'/g)) {
      if (code !== undefined) codes.add(code);
    }
  }
  return codes;
}

Deno.test("every refusal of the database has words of its own, and only want of a right asks the owner", async () => {
  const codes = await refusals();
  assert(codes.size >= 25, `found ${codes.size}`);
  assertEquals([...codes].filter((it) => refusalOf(it) === undefined), []);
  assertEquals([...codes].filter((it) => refusalOf(it) === "right"), ["auth.forbidden"]);
});

Deno.test("what one can do about it is told apart", () => {
  assertEquals(refusalOf("trust.level_missing"), "proof");
  assertEquals(refusalOf("insufficient_aal"), "factor");
  assertEquals(refusalOf("user_banned"), "suspended");
  assertEquals(refusalOf("refund.own"), "someone_else");
  // Who is too new to decide waits; who is not has somebody else ask.
  assertEquals(
    ["membership.too_new", "membership.asker_too_new"].map(refusalOf),
    ["too_new", "asker_too_new"],
  );
  assertEquals(["42501", "storage.refused"].map(refusalOf), ["right", "right"]);
  assertEquals(refusalOf("realtime.refused"), undefined);
});

Deno.test("what only the owner does no other mandate allows", () => {
  assertEquals(["mandate.required", "mandate.owner_only"].map(refusalOf), ["mandate", "owner"]);
});
