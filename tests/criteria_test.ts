import { assert, assertEquals } from "@std/assert";
import { schemasFolder } from "../local/supabase/database/prepare.ts";
import { readSchemas } from "../local/supabase/database/schemas.ts";
import { createIsolateLimiter } from "../supabase/functions/_shared/isolate_limit.ts";
import { silentLog } from "../supabase/functions/_shared/testing/silent_log.ts";
import { createApp } from "../supabase/functions/catalogue/app.ts";

Deno.test("the catalogue takes every criterion of the database's search, and no other", async () => {
  const sql = (await readSchemas(schemasFolder)).map((file) => file.sql).join("\n");
  const list = /function private\.read_criteria\(.*?known_keys constant text\[\] := array\[(.*?)\]/s
    .exec(sql)?.[1] ?? "";
  const names = [...list.matchAll(/'(\w+)'/g)].map((match) => match[1] ?? "");
  assert(names.length > 10, "the list of read_criteria was not found");
  const app = createApp({
    reads: { read: () => Promise.reject(new Error("nothing of this is asked for")) },
    limiter: createIsolateLimiter({ name: "catalogue", capacity: 100, refillPerSecond: 1 }),
    nameCaller: () => Promise.resolve("ip-1"),
    log: silentLog,
  });
  // No criterion is a list of lists: each known name is refused for its value, each unknown one for its name.
  const criteria = Object.fromEntries([...names, "unknown"].map((name) => [name, [[[]]]]));
  const response = await app.request(
    `/catalogue/facets?criteria=${encodeURIComponent(JSON.stringify(criteria))}`,
  );
  const { errors } = await response.json() as { errors: { pointer: string; code: string }[] };
  const refused = new Set(errors.map((error) => error.pointer.split("/")[2]));
  assertEquals([...refused].sort(), [...names, "unknown"].sort());
  assertEquals(
    errors.filter((error) => error.code === "unrecognized_keys").map((error) => error.pointer),
    ["/criteria/unknown"],
  );
});
