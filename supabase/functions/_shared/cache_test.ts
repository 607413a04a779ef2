import { assertEquals } from "@std/assert";
import { cached } from "./cache.ts";
import { Problem } from "./problem.ts";
import type { ServiceDatabase } from "./service_database.ts";

Deno.test("an answer is computed even when the cache cannot be read or written", async () => {
  const broken: ServiceDatabase = { call: () => Promise.reject(Problem.of("database.busy")) };
  assertEquals(await cached(broken, "banks", "NG", 60, () => Promise.resolve(["GTB"])), ["GTB"]);
});

Deno.test("a cached null is an answer", async () => {
  const database: ServiceDatabase = {
    call: <Result>() => Promise.resolve([{ found: true, value: null, version: 0 }] as Result),
  };
  const compute = () => Promise.reject(new Error("It was computed again"));
  assertEquals(await cached(database, "banks", "none", 60, compute), null);
});
