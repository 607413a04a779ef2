/** No screen says words of a catalogue that does not come with it. */
import { assert, assertEquals } from "@std/assert";
import { readdir } from "node:fs/promises";
import { own, visitors, type WordSet, wordSetsOf, work } from "./word_sets.ts";

const sources = new URL("../", import.meta.url);

/** In which catalogue the words of a file are: as lingui.config.ts divides them. */
function setOf(file: string): WordSet {
  const feature = /^features\/([a-z_]+)\//.exec(file)?.[1];
  if (feature === undefined) return own.includes(file) ? "own" : "visitor";
  return visitors.includes(feature) ? "visitor" : work.includes(feature) ? "work" : "own";
}

/** The address of a route, with a word in place of each value. */
const addressOf = (route: string) =>
  `/${route.replace(/^routes\//, "").replace(/\.tsx$/, "").replaceAll(".", "/")}`
    .replaceAll("$", "").replace(/\/(index|route)$/, "/");

/** What a file imports of ours, at once or later. */
async function importsOf(file: string): Promise<readonly string[]> {
  const text = await Deno.readTextFile(new URL(file, sources));
  // Who asks for words brings them for what it imports later.
  const imports = text.includes("wordsOf([")
    ? /from\s*"(\.[^"]+\.tsx?)"/g
    : /(?:from|import\()\s*"(\.[^"]+\.tsx?)"/g;
  return [...text.matchAll(imports)]
    .map(([, to = ""]) => new URL(to, new URL(file, sources)).pathname)
    .filter((it) => it.startsWith(sources.pathname))
    .map((it) => it.slice(sources.pathname.length));
}

/** It and all that it imports. */
async function reach(from: string, known: Map<string, readonly string[]>): Promise<Set<string>> {
  const reached = new Set<string>();
  const waiting = [from];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    const next = known.get(file) ?? await importsOf(file);
    known.set(file, next);
    waiting.push(...next);
  }
  return reached;
}

Deno.test("every screen's words come with it", async () => {
  const known = new Map<string, readonly string[]>();
  const files = (await readdir(new URL("routes/", sources), { recursive: true }))
    .filter((it) => it.endsWith(".tsx") && !it.endsWith("__root.tsx")).map((it) => `routes/${it}`);
  assert(files.length > 50, `found ${files.length}`);
  const strange: string[] = [];
  for (const route of files) {
    const address = addressOf(route);
    const there = new Set<WordSet>(["visitor", ...wordSetsOf(address)]);
    for (const file of await reach(route, known)) {
      if (there.has(setOf(file))) continue;
      const text = await Deno.readTextFile(new URL(file, sources));
      if (text.includes("@lingui/")) strange.push(`${address} says words of ${file}`);
    }
  }
  assertEquals(strange, []);
});
