import { assertEquals } from "@std/assert";
import { forget } from "./forget.ts";

Deno.test("at sign-out all that is of the person is forgotten, and how the app looks stays", () => {
  const kept = new Set([
    "estate.user",
    "estate.draft.c.a",
    "estate.ask.l.a",
    "estate.paying.a",
    "estate.theme",
    "estate.transfers.a",
    "estate.language",
    "estate.data",
    "estate.install",
    "estate.since.a",
    "another",
  ]);
  forget({
    get length() {
      return kept.size;
    },
    key: (at) => [...kept][at] ?? null,
    removeItem: (name) => void kept.delete(name),
  });
  assertEquals([...kept], [
    "estate.theme",
    "estate.language",
    "estate.data",
    "estate.install",
    "another",
  ]);
});
