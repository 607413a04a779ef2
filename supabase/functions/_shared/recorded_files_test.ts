import { assertEquals, assertRejects } from "@std/assert";
import { silentLog } from "./testing/silent_log.ts";
import { Problem } from "./problem.ts";
import { attemptFolder, type NewFile, recordFiles } from "./recorded_files.ts";
import { fakeFiles, type Fault } from "./testing/fake_files.ts";

const type = "image/webp";
const newFiles = (folder: string): NewFile[] =>
  ["small", "large"].map((name) => ({
    path: `${folder}/${name}`,
    bytes: new Uint8Array([1]),
    type,
  }));

/** Records two files while something goes wrong; the rows are in memory. */
function world(fault?: Fault, known?: readonly string[]) {
  const it = fakeFiles();
  it.breakDownAt(fault);
  const rows: (readonly string[])[] = known === undefined ? [] : [known];
  const files = newFiles(attemptFolder("org"));
  const paths = files.map((file) => file.path);
  const run = () =>
    recordFiles(
      { store: it.files, bucket: "photos", log: silentLog },
      files,
      () => Promise.resolve().then(() => it.record(() => rows[0] ?? (rows.push(paths), paths))),
      (row) => row,
    );
  return { ...it, run, rows, paths };
}

Deno.test("no two tries write to the same place", () => {
  assertEquals(attemptFolder("a") === attemptFolder("a"), false);
});

Deno.test("files without a row are deleted, whatever it was that failed", async () => {
  for (const fault of ["first write", "last write", "row refused"] as const) {
    const it = world(fault);
    await assertRejects(it.run, Problem);
    assertEquals([it.rows, it.kept()], [[], []], fault);
  }
});

Deno.test("a row that was there already keeps its files, and the new ones are deleted", async () => {
  const it = world(undefined, ["org/known/large"]);
  it.stored.set("photos/org/known/large", { bytes: new Uint8Array(), declaredType: type });
  assertEquals(await it.run(), ["org/known/large"]);
  assertEquals(it.kept(), ["photos/org/known/large"]);
});

Deno.test("a row whose answer got lost is found again, and its files are kept", async () => {
  const it = world("answer lost");
  assertEquals(await it.run(), it.paths);
  assertEquals([it.rows.length, it.kept().length], [1, 2]);
});

Deno.test("while the database cannot be reached no file is deleted that a row may name", async () => {
  const it = world("database unreachable");
  await assertRejects(it.run, Problem);
  assertEquals(it.kept().length, 2);
});

Deno.test("files that cannot be deleted hide neither the row nor what was refused", async () => {
  const it = world("remove", ["org/known/large"]);
  assertEquals(await it.run(), ["org/known/large"]);
});
