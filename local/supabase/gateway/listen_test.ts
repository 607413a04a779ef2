import { assert, assertEquals } from "@std/assert";
import { listen } from "./listen.ts";

Deno.test("a port closes at once when nobody is served, and lets a request under way end", async () => {
  const answered = Promise.withResolvers<Response>();
  const begun = Promise.withResolvers<void>();
  const port = listen(0, () => {
    begun.resolve();
    return answered.promise;
  });
  const asked = fetch(`http://127.0.0.1:${port.number}/`);
  await begun.promise;
  const closed = port.close();
  answered.resolve(new Response("late"));
  assertEquals(await (await asked).text(), "late");
  await closed;
});

Deno.test({
  name: "a port closes although a caller went away from a request that never ends",
  // That request is what stays behind.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
    const begun = Promise.withResolvers<void>();
    const port = listen(0, () => {
      begun.resolve();
      return new Promise<Response>(() => {});
    });
    const caller = await Deno.connect({ hostname: "127.0.0.1", port: port.number });
    await caller.write(new TextEncoder().encode("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
    await begun.promise;
    caller.close();
    const before = Date.now();
    await port.close();
    assert(Date.now() - before < 10_000);
  },
});
