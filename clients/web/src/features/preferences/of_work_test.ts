import { assert, assertEquals } from "@std/assert";
import { concerning, isOfWork } from "./of_work.ts";

const rooms = new URL(
  "../../../../../supabase/schemas/10_words/50_message_kinds.sql",
  import.meta.url,
);

/** Kinds that settings show, with what the database says of each. */
async function kindsTold(): Promise<ReadonlyMap<string, string>> {
  const sql = await Deno.readTextFile(rooms);
  const rows = [...sql.matchAll(/^ {2}\('([a-z_]+)', '[a-z]+', '((?:[^']|'')+)', (false)?/gm)];
  return new Map(
    rows.filter(([, kind, , isOnlySent]) => isOnlySent === undefined || kind === "daily_digest")
      .map(([, kind = "", about = ""]) => [kind, about.replaceAll("''", "'")]),
  );
}

/** The English of each kind that has words. */
async function kindsWithWords(): Promise<ReadonlyMap<string, string>> {
  const files = await Promise.all(
    ["money_kinds.ts", "home_kinds.ts", "other_kinds.ts"]
      .map((it) => Deno.readTextFile(new URL(it, import.meta.url))),
  );
  return new Map(
    [...files.join("\n").matchAll(/case "([a-z_]+)":\s+return t`([^`]+)`/g)]
      .map(([, kind = "", words = ""]) => [kind, words]),
  );
}

Deno.test("every kind that may reach a tenant or visitor has the words that the database has", async () => {
  const told = await kindsTold();
  const words = await kindsWithWords();
  assert(told.size > 100 && words.size > 60, `${told.size} kinds, ${words.size} with words`);
  const open = [...told].filter(([kind]) => !isOfWork(kind));
  assertEquals(open.filter(([kind, about]) => words.get(kind) !== about), []);
  assertEquals([...words.keys()].filter((kind) => !told.has(kind)), [], "no such kind");
});

Deno.test("who works nowhere chooses about nothing of work", () => {
  const settings = [{ kind: "rent_due" }, { kind: "payout_paid" }, { kind: "brand_new" }];
  assertEquals(concerning(settings, true), settings);
  assertEquals(concerning(settings, false).map(({ kind }) => kind), ["rent_due", "brand_new"]);
  // Where a buyer, a tenant or who was sent away is told of the same.
  for (
    const kind of ["money_member_lost", "payee_account_changed", "home_to_take", "sale_closed"]
  ) {
    assert(!isOfWork(kind), kind);
  }
});
