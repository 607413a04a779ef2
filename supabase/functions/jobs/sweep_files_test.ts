/** Stores that do not answer keep no other from losing what nobody needs. */
import { assertEquals, assertRejects } from "@std/assert";
import type { FileStore } from "../_shared/file_store.ts";
import { createStorageMedia, type MediaStore } from "../_shared/media_store.ts";
import { keptByEither } from "../_shared/media_stores.ts";
import { createSealer } from "../_shared/sealed.ts";
import { fakeDatabase } from "../_shared/testing/fake_database.ts";
import { testKey } from "../_shared/testing/sealing_key.ts";
import { silentLog } from "../_shared/testing/silent_log.ts";
import { sweepFiles } from "./work/sweep_files.ts";

interface File {
  readonly bucket: string;
  readonly path: string;
}

const many = (bucket: string, n: number, path: (n: number) => string): File[] =>
  Array.from({ length: n }, (_, at) => ({ bucket, path: path(at) }));

/** A sweep of what the database has written down, oldest first; Cloudinary does as told. */
function build(noted: File[], cloudinary: Pick<MediaStore, "remove" | "removeOriginals">) {
  let due = noted;
  const putOff: File[] = [];
  const gone: string[] = [];
  const isOf = (parameters: Readonly<Record<string, unknown>>) => ({ path }: File) =>
    (parameters.paths as string[]).includes(path);
  const database = fakeDatabase({
    files_to_sweep: () => due.slice(0, 200),
    put_off_abandoned_files: (these) => {
      putOff.push(...due.filter(isOf(these)));
      due = due.filter((file) => !isOf(these)(file));
      return null;
    },
    forget_abandoned_files: (these) => {
      for (const file of putOff.filter(isOf(these))) putOff.splice(putOff.indexOf(file), 1);
      return null;
    },
  });
  const unused = () => Promise.reject(new Error("not here"));
  const files: FileStore = {
    read: unused,
    write: unused,
    remove: (_, paths) => {
      gone.push(...paths);
      return Promise.resolve();
    },
  };
  const storage = createStorageMedia(files);
  const sweep = () =>
    sweepFiles.run({
      database,
      files,
      media: keptByEither({ ...storage, ...cloudinary }, storage),
      providers: {},
      jobsSecret: "x",
      appUrl: "https://app.example",
      sealer: createSealer([testKey]),
      log: silentLog,
    }, silentLog);
  /** What is written down yet: what is due, and what comes again later. */
  return { sweep, gone, left: () => [due.length, putOff.length] };
}

Deno.test("Cloudinary is away: it is asked once in a run, and what lies elsewhere goes", async () => {
  let asked = 0;
  const away = (paths: readonly string[]) => {
    if (paths.length === 0) return Promise.resolve();
    asked += 1;
    return Promise.reject(new Error("Cloudinary is away"));
  };
  const there = many("listing-media", 450, (n) => `cloudinary/org/listing/${n}/320.webp`);
  const here = [
    ...many("listing-media", 30, (n) => `org/listing/${n}/320.webp`),
    ...many("uploads", 30, (n) => `person/${n}.jpg`),
    ...many("data-exports", 1, () => "person/export.zip"),
  ];
  const { sweep, gone, left } = build([...there, ...here], { remove: away, removeOriginals: away });
  await assertRejects(() => sweep(), Error, "Cloudinary is away");
  assertEquals([asked, gone.sort()], [1, here.map((it) => it.path).sort()]);
  assertEquals(left(), [0, 450], "they come again, behind all others");
});

Deno.test("a worker that is killed over a file has forgotten what it deleted, and leaves none in the way", async () => {
  const deleted: string[] = [];
  const killed = new Promise<never>(() => {});
  let reached = () => {};
  const atLast = new Promise<void>((resolve) => reached = resolve);
  const { sweep, left } = build(
    many("listing-media", 250, (n) => `cloudinary/org/listing/${n}/320.webp`),
    {
      removeOriginals: () => killed,
      remove(paths) {
        if (paths.some((path) => path.includes("/listing/45/"))) {
          reached();
          return killed;
        }
        deleted.push(...paths);
        return Promise.resolve();
      },
    },
  );
  sweep();
  await atLast;
  assertEquals([deleted.length, left()], [40, [50, 160]]);
});
