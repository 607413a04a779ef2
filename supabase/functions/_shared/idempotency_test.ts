import { assertEquals, assertRejects } from "@std/assert";
import { once } from "./idempotency.ts";
import { Problem } from "./problem.ts";
import { fakeDatabase, fakeReliability } from "./testing/fake_database.ts";

const request = {
  scope: "POST /x",
  caller: "u",
  key: "0123456789abcdef",
  payload: { a: 1, b: [2] },
};
const answer = { status: 201, body: { made: true } };

Deno.test("once() works once for a key and replays the answer, whatever the order of the body's keys", async () => {
  const database = fakeDatabase(fakeReliability());
  let worked = 0;
  const work = () => Promise.resolve((worked++, answer));
  assertEquals(await once(database, request, work), { ...answer, replayed: false });
  const again = await once(database, { ...request, payload: { b: [2], a: 1 } }, work);
  assertEquals([again, worked], [{ ...answer, replayed: true }, 1]);
});

Deno.test("once() makes a twin wait for the first request and then gives it the same answer", async () => {
  const database = fakeDatabase(fakeReliability());
  const [begun, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const first = once(database, request, async () => {
    begun.resolve();
    await gate.promise;
    return answer;
  });
  await begun.promise;
  const twin = once(database, request, () => Promise.reject(new Error("must not work twice")));
  gate.resolve();
  assertEquals([(await first).replayed, (await twin).replayed], [false, true]);
});

Deno.test("once() refuses a missing or short key, and a key used for another request", async () => {
  const database = fakeDatabase(fakeReliability());
  const code = async (changed: Partial<typeof request> | { key: undefined }) =>
    (await assertRejects(
      () => once(database, { ...request, ...changed }, () => Promise.resolve(answer)),
      Problem,
    )).code;
  assertEquals(await code({ key: undefined }), "idempotency.key_missing");
  assertEquals(await code({ key: "short" }), "idempotency.key_missing");
  await once(database, request, () => Promise.resolve(answer));
  assertEquals(await code({ payload: { a: 2, b: [2] } }), "idempotency.payload_mismatch");
});

Deno.test("once() frees the key when the work fails", async () => {
  const database = fakeDatabase(fakeReliability());
  await assertRejects(
    () => once(database, request, () => Promise.reject(new Error("down"))),
    Error,
    "down",
  );
  assertEquals((await once(database, request, () => Promise.resolve(answer))).replayed, false);
});
