import { assertEquals } from "@std/assert";
import { Problem } from "../_shared/problem.ts";
import { fakeDatabase } from "../_shared/testing/fake_database.ts";
import { silentLog } from "../_shared/testing/silent_log.ts";
import { createApp } from "./app.ts";

function receiver() {
  const database = fakeDatabase({
    unsubscribe: ({ token }) => {
      if (token !== "u.offer_made.p") throw new Problem("notification.bad_token", 404, "No");
      return "An offer was made";
    },
  });
  const app = createApp({
    database,
    appUrl: "https://app.example",
    limiter: {
      enforce: () => ({ allowed: true, remaining: 1, retryAfterSeconds: 0 }),
      charge: () => {},
    },
    nameCaller: () => Promise.resolve("ip-1"),
    log: silentLog,
  });
  return { database, app };
}

Deno.test("a mailbox's button leaves by one POST, as RFC 8058 writes it", async () => {
  const { app, database } = receiver();
  const response = await app.request("/messages/unsubscribe/u.offer_made.p", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "List-Unsubscribe=One-Click",
  });
  assertEquals([response.status, await response.json()], [200, { left: "An offer was made" }]);
  assertEquals(database.calls, [{ name: "unsubscribe", parameters: { token: "u.offer_made.p" } }]);
  const forged = await app.request("/messages/unsubscribe/forged", { method: "POST" });
  assertEquals([forged.status, (await forged.json()).code], [404, "notification.bad_token"]);
});

Deno.test("whoever only follows the link changes nothing: a page asks first", async () => {
  const { app, database } = receiver();
  const response = await app.request("/messages/unsubscribe/u.offer_made.p");
  assertEquals([response.status, response.headers.get("location")], [
    303,
    "https://app.example/unsubscribe/u.offer_made.p",
  ]);
  assertEquals(database.calls, []);
});
