import { assertEquals, assertRejects } from "@std/assert";
import { createFileStore } from "./file_store.ts";
import { createHttpClient } from "./http_client.ts";
import { silentLog } from "./testing/silent_log.ts";
import { Problem } from "./problem.ts";

/** A store whose Storage answers as told, and what Storage was sent. */
function over(answer: () => Response, key = "sb_secret_x") {
  const seen: { method: string; url: string; headers: Headers }[] = [];
  const send: typeof fetch = (input, init) => {
    const { method, url, headers } = new Request(input, init);
    seen.push({ method, url, headers });
    return Promise.resolve(answer());
  };
  const http = createHttpClient({ log: silentLog, fetch: send });
  return { seen, files: createFileStore("https://p.test", key, http) };
}

Deno.test("a secret key goes as apikey alone, an old service key as a bearer too", async () => {
  for (const [key, bearer] of [["sb_secret_x", null], ["eyJ.a.b", "Bearer eyJ.a.b"]] as const) {
    const { seen, files } = over(() => Response.json({}), key);
    await files.read("uploads", "a/b");
    await files.write("documents", "a/b", new Uint8Array([1]), "image/png");
    await files.remove("uploads", ["a/b"]);
    assertEquals(seen.map(({ method, url }) => `${method} ${url}`), [
      "GET https://p.test/storage/v1/object/uploads/a/b",
      "POST https://p.test/storage/v1/object/documents/a/b",
      "DELETE https://p.test/storage/v1/object/uploads",
    ]);
    for (const { headers } of seen) {
      assertEquals([headers.get("apikey"), headers.get("authorization")], [key, bearer]);
    }
  }
});

Deno.test("a file that is not there is no error, a refusal is one", async () => {
  const gone = () => Response.json({ statusCode: "404", error: "not_found" }, { status: 400 });
  const { files } = over(gone);
  assertEquals(await files.read("uploads", "a"), undefined);
  await files.remove("uploads", ["a"]);
  const refusing = over(() => Response.json({ statusCode: "403" }, { status: 400 }));
  for (
    const step of [
      () => refusing.files.read("uploads", "a"),
      () => refusing.files.write("uploads", "a", new Uint8Array(), "image/png"),
      () => refusing.files.remove("uploads", ["a"]),
    ]
  ) assertEquals((await assertRejects(step, Problem)).code, "upstream.refused");
});
