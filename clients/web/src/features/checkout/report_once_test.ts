import { assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import { EstateError } from "@estate/sdk/catalogue";
import type { OfflinePayment } from "@estate/sdk";
import type { Draft, Shelf } from "./draft_key.ts";
import { reportOnce } from "./report_once.ts";

const draft: Draft = { subjectId: "t", how: "proof", chargeIds: ["a"], amountKobo: 100 };

/** A phone, and a project that gives the answers in turn. */
function reporting(...answers: (OfflinePayment["status"] | EstateError)[]) {
  const kept = new Map<string, string>();
  const shelf: Shelf = {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
  };
  const keys: string[] = [];
  const report = () =>
    reportOnce(shelf, draft, (key) => {
      keys.push(key);
      const answer = answers.shift();
      if (answer === undefined) throw new Error("asked too often");
      return answer instanceof EstateError
        ? Promise.reject(answer)
        : Promise.resolve({ status: answer });
    });
  return { report, keys };
}
const lost = new EstateError("No answer", "http.unreachable", 0);

Deno.test("after a lost answer the same key finds what was made, and the next report has another", async () => {
  const { report, keys } = reporting(lost, "submitted", "submitted");
  await assertRejects(report, EstateError);
  await report();
  await report();
  assertEquals(keys[1], keys[0]);
  assertNotEquals(keys[2], keys[1]);
});

Deno.test("what was turned down meanwhile is reported anew, once", async () => {
  for (const answer of ["rejected", "expired", "reversed"] as const) {
    const { report, keys } = reporting(answer, "submitted");
    await report();
    assertEquals(new Set(keys).size, 2, answer);
  }
  // Neither what waits nor what has come is reported twice.
  for (const answer of ["submitted", "needs_more", "confirmed"] as const) {
    const { report, keys } = reporting(answer);
    await report();
    assertEquals(keys.length, 1, answer);
  }
});

Deno.test("a key that was used for other facts is not kept", async () => {
  const used = new EstateError("used", "offline_payment.client_id_used", 409);
  const { report, keys } = reporting(used, "submitted");
  await assertRejects(report, EstateError);
  await report();
  assertNotEquals(keys[1], keys[0]);
});
