import { assert, assertEquals, assertFalse, assertRejects } from "@std/assert";
import { createAccountNumbers } from "./account_numbers.ts";
import { CannotOpen, createSealer } from "./sealed.ts";

const keyOf = (id: string, byte: number) => ({ id, bytes: new Uint8Array(32).fill(byte) });
const hashKey = "a-key-of-thirty-two-characters-or-more";
const numbers = createAccountNumbers(createSealer([keyOf("k1", 1)]), hashKey);
const context = { orgId: "o1", provider: "paystack", bankCode: "057" };
const others = [{ orgId: "o2" }, { provider: "flutterwave" }, { bankCode: "058" }];

Deno.test("a number opens for whom it was sealed, and for nobody else", async () => {
  const sealed = await numbers.seal(context, "9081726354");
  assertEquals(await numbers.open(context, sealed), "9081726354");
  assertFalse(sealed.includes("9081726354"));
  for (const changed of others) {
    await assertRejects(() => numbers.open({ ...context, ...changed }, sealed), CannotOpen);
  }
});

Deno.test("the same account has the same hash whatever key seals, in one organization and bank", async () => {
  const hash = await numbers.hash(context, "9081726354");
  const rotated = createAccountNumbers(createSealer([keyOf("k2", 2)]), hashKey);
  assertEquals(await rotated.hash(context, "9081726354"), hash);
  assert(/^[0-9a-f]{64}$/.test(hash));
  for (const changed of others) {
    assert(await numbers.hash({ ...context, ...changed }, "9081726354") !== hash);
  }
  assertEquals(createAccountNumbers(createSealer([keyOf("k1", 1)]), undefined), undefined);
});
