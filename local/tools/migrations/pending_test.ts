import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { StackError } from "../../stack_error.ts";
import { authorOf, generatedFile } from "./generated.ts";
import { beginning, nameOf, requireName, requireOrder, sortPending } from "./pending.ts";
import { splitByRelease } from "../../supabase/database/releases.ts";
import { withRelease } from "./releases.ts";

const now = new Date("2027-03-04T05:06:07Z");
const byHand = (file: string) => ({ file, sql: "select 1" });
const generated = async (file: string) => ({ file, sql: await generatedFile("select 1;") });
const state = {
  platform: { file: "v0.9.0_platform.sql", sha256: "" },
  seed: { file: "v0.9.0_seed.sql", sha256: "" },
};
const frozen = [byHand("20270101000002_first.sql")];

Deno.test("a generated file is known by its mark, and so is one that somebody edited", async () => {
  const text = await generatedFile("select 1;", ["a note"]);
  assertEquals(await authorOf(text), "generator");
  assertEquals(await authorOf(text.replace("select 1", "select 2")), "both");
  assertEquals(await authorOf("select 1;"), "person");
});

Deno.test("open files are parts of the pending migration, or refused by name", async () => {
  const files = [
    byHand("20270304050600_rents_before.sql"),
    await generated("20270304050602_rents.sql"),
    byHand("20270304050609_rents_after.sql"),
  ];
  const pending = await sortPending(files);
  assertEquals([pending.before, pending.generated, pending.after].map((it) => it.length), [
    1,
    1,
    1,
  ]);
  assertEquals(nameOf(pending), "rents");
  const refused = await assertRejects(
    () => sortPending([byHand("20270304050602_rents.sql")]),
    StackError,
  );
  assertEquals(refused.message.split(" ")[0], "20270304050602_rents.sql");
});

Deno.test("a pending migration keeps its time, and one after a release gets a later one", async () => {
  const at = async (...files: string[]) =>
    beginning(await sortPending(await Promise.all(files.map(generated))), frozen, now);
  assertEquals(await at(), "2027030405060");
  assertEquals(await at("20270203040502_rents.sql"), "2027020304050");
  // Begun on a branch before the release was cut.
  assertEquals(await at("20261203040502_rents.sql"), "2027030405060");
  const early = new Date("2026-01-01T00:00:00Z");
  assertEquals(beginning(await sortPending([]), frozen, early), "2027010100001");
});

Deno.test("a file that would run too early is named", async () => {
  const files = [
    await generated("20270304050602_rents.sql"),
    byHand("20270203040509_old_after.sql"),
  ];
  const pending = await sortPending(files);
  const error = assertThrows(() => requireOrder(pending, frozen), StackError);
  assertEquals(error.message.split(" ")[0], "20270203040509_old_after.sql");
});

Deno.test("names are small letters, digits and underscores, and no part's", () => {
  assertEquals(requireName("rents_2027"), "rents_2027");
  for (
    const name of [undefined, "", "Rents", "2027", "rents-2027", "rents_before", "rents_values"]
  ) {
    assertThrows(() => requireName(name), StackError);
  }
});

Deno.test("releases go upwards, and know their files", async () => {
  const open = [byHand("20270101000002_first.sql")];
  const first = await withRelease({}, "v0.9.0", open, state);
  const second = await withRelease(first, "v0.10.0", [], state);
  assertEquals(Object.keys(second), ["v0.9.0", "v0.10.0"]);
  for (const name of ["v0.9.0", "v0.8.9", "0.11.0", "v1", "v0.10.0"]) {
    await assertRejects(() => withRelease(second, name, [], state), StackError);
  }
  const later = byHand("20270304050602_rents.sql");
  assertEquals(await splitByRelease(second, [...open, later]), { frozen: open, open: [later] });
  for (const files of [[], [{ file: "20270101000002_first.sql", sql: "select 2" }]]) {
    const error = await assertRejects(() => splitByRelease(second, files), StackError);
    assertEquals(error.message.split(" ")[0], "20270101000002_first.sql");
  }
});
