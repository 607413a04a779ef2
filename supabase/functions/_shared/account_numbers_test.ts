import { assert, assertEquals, assertFalse, assertRejects, assertThrows } from "@std/assert";
import { accountNumberSettings, accountNumbersOf } from "./account_numbers.ts";
import { ConfigError, loadConfig } from "./config.ts";

const key = (fill: number) => btoa(String.fromCharCode(...new Uint8Array(32).fill(fill)));
const hashKey = "a-key-of-thirty-two-characters-or-more";
const numbers = (keys: string) =>
  accountNumbersOf(
    loadConfig(accountNumberSettings, {
      PAYEE_ACCOUNT_KEYS: keys,
      PAYEE_ACCOUNT_HASH_KEY: hashKey,
    }),
  )!;
const context = { orgId: "o1", provider: "paystack", bankCode: "057" };

Deno.test("a number opens with its key, for what it was sealed for, and for nothing else", async () => {
  const one = numbers(`a:${key(1)}`);
  const sealed = await one.seal(context, "0123456789");
  assertEquals(await one.open(context, sealed), "0123456789");
  assertFalse(JSON.stringify(sealed).includes("0123456789"));
  assert((await one.seal(context, "0123456789")).ciphertext !== sealed.ciphertext);
  for (const changed of [{ orgId: "o2" }, { provider: "flutterwave" }, { bankCode: "058" }]) {
    await assertRejects(() => one.open({ ...context, ...changed }, sealed));
  }
  // Another key came into use; the old one still opens.
  const two = numbers(`b:${key(2)},a:${key(1)}`);
  assertEquals(await two.open(context, sealed), "0123456789");
  assertEquals((await two.seal(context, "0123456789")).keyId, "b");
  await assertRejects(() => numbers(`b:${key(2)}`).open(context, sealed), Error, "no key a");
});

Deno.test("the same account has the same hash, in one organization and bank", async () => {
  const one = numbers(`a:${key(1)}`);
  const hash = await one.hash(context, "0123456789");
  assertEquals(await numbers(`b:${key(2)}`).hash(context, "0123456789"), hash);
  assert(/^[0-9a-f]{64}$/.test(hash));
  for (const changed of [{ orgId: "o2" }, { provider: "flutterwave" }, { bankCode: "058" }]) {
    assert(await one.hash({ ...context, ...changed }, "0123456789") !== hash);
  }
});

Deno.test("keys that are missing or no keys are named, without what was given", () => {
  assertEquals(accountNumbersOf(loadConfig(accountNumberSettings, {})), undefined);
  for (const keys of ["x", "a:short", `a:${key(1)},a:${key(2)}`, `a:${key(1)};b:${key(2)}`]) {
    const error = assertThrows(() => numbers(keys), ConfigError, "PAYEE_ACCOUNT_KEYS");
    assertFalse(error.message.includes(key(1)));
  }
  assertThrows(
    () => accountNumbersOf(loadConfig(accountNumberSettings, { PAYEE_ACCOUNT_HASH_KEY: hashKey })),
    ConfigError,
    "PAYEE_ACCOUNT_KEYS",
  );
  assertThrows(
    () =>
      accountNumbersOf(loadConfig(accountNumberSettings, { PAYEE_ACCOUNT_KEYS: `a:${key(1)}` })),
    ConfigError,
    "PAYEE_ACCOUNT_HASH_KEY",
  );
});
