import { assert, assertEquals } from "@std/assert";
import { readdir } from "node:fs/promises";

const sources = new URL("../", import.meta.url);

/** What is kept under a key, as far as the text says: of which calls it is made. */
interface Kept {
  readonly file: string;
  /** Its words, and a star for each value. */
  readonly key: string;
  readonly calls: string;
}

/** Every query of the app. */
async function queries(): Promise<readonly Kept[]> {
  const found: Kept[] = [];
  const files = await readdir(sources, { recursive: true });
  for (const file of files.filter((it) => /(?<!_test)\.tsx?$/.test(it))) {
    const text = await Deno.readTextFile(new URL(file, sources));
    for (
      const it of text.matchAll(/(\w+)\(\{\s*queryKey: \[([^\]]*)\],\s*queryFn(.*?)\n {2}\}\)/gs)
    ) {
      const [, how = "", key = "", query = ""] = it;
      const parts = key.split(",").map((part) => part.trim()).filter((part) => part !== "");
      const calls = [...query.matchAll(/(\w+)\(\s*(?:client|signal)\b\)?(?:\.(\w+))?/g)];
      found.push({
        file,
        key: parts.map((part) => part.startsWith('"') ? part : "*").join(" "),
        // Of what names no call only its place is known.
        calls: calls.length === 0
          ? file
          : [how, ...calls.map(([, call, of]) => of ?? call).toSorted()].join(" "),
      });
    }
  }
  return found;
}

Deno.test("what is remembered under one key is one thing: nobody reads under it what another screen has put there", async () => {
  const all = await queries();
  assert(all.length > 100, `found ${all.length}`);
  const clashes = Object.entries(Object.groupBy(all, ({ key }) => key)).filter(([, of = []]) =>
    new Set(of.map(({ calls }) => calls)).size > 1
  );
  assertEquals(clashes, []);
});
