import { assert, assertEquals, assertRejects } from "@std/assert";
import { fileStorage } from "./file_storage.ts";

const upload = (storage: ReturnType<typeof fileStorage>, body: BodyInit) =>
  storage.uploadObject("b", "k/x.txt", "", new Response(body).body!, "text/plain", "no-cache");

async function read(storage: ReturnType<typeof fileStorage>): Promise<string> {
  const { body } = await storage.getObject("b", "k/x.txt", "");
  return await new Response(body as BodyInit).text();
}

async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "estate-files-" });
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("an upload that breaks off leaves the object as it was", () =>
  inFolder(async (folder) => {
    const storage = fileStorage(folder);
    await upload(storage, "first");
    const broken = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode("half of the sec"));
        controller.error(new Error("the line went dead"));
      },
    });
    await assertRejects(() => upload(storage, broken), Error, "the line went dead");
    assertEquals(await read(storage), "first");
  }));

Deno.test("who reads while an object is replaced gets the old or the new one, whole", () =>
  inFolder(async (folder) => {
    const storage = fileStorage(folder);
    const texts = Array.from({ length: 20 }, (_, turn) => `${turn} `.repeat(50_000));
    await upload(storage, texts[0]!);
    let replacing = true;
    const readers = Array.from({ length: 4 }, async () => {
      let reads = 0;
      for (; replacing || reads === 0; reads++) assert(texts.includes(await read(storage)));
      return reads;
    });
    for (const text of texts) await upload(storage, text);
    replacing = false;
    await Promise.all(readers);
    assertEquals(await read(storage), texts.at(-1));
    const left = await Array.fromAsync(Deno.readDir(`${folder}/b/k`));
    assertEquals(left.length, 2, "only the last bytes and their record stay");
  }));

Deno.test("an object is removed with its bytes, and removed twice without complaint", () =>
  inFolder(async (folder) => {
    const storage = fileStorage(folder);
    await upload(storage, "x");
    await storage.deleteObject("b", "k/x.txt", "");
    await storage.deleteObject("b", "k/x.txt", "");
    assertEquals(await Array.fromAsync(Deno.readDir(`${folder}/b/k`)), []);
    await assertRejects(() => storage.getObject("b", "k/x.txt", ""));
  }));
