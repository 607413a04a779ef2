import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { encodeBase64 } from "@std/encoding/base64";
import { ConfigError, loadConfig } from "./config.ts";
import { CannotOpen, createSealer, sealingSettings } from "./sealed.ts";

const keyOf = (id: string, byte: number) => ({ id, bytes: new Uint8Array(32).fill(byte) });
const [older, newer] = [keyOf("k1", 1), keyOf("k2", 2)];
const secret = "AUTH_planted_ẹ̀rí";

Deno.test("what is sealed opens again, for its place alone, and never looks the same twice", async () => {
  const sealer = createSealer([older]);
  const sealed = await sealer.seal(secret, "saved_authorizations:1");
  assertEquals(await sealer.open(sealed, "saved_authorizations:1"), secret);
  assert(!sealed.includes("planted"));
  assert(sealed !== await sealer.seal(secret, "saved_authorizations:1"));
  await assertRejects(() => sealer.open(sealed, "saved_authorizations:2"), CannotOpen);
  assertEquals(await sealer.open(await sealer.seal("", "x"), "x"), "");
});

Deno.test("what was changed, cut or sealed by a key that is not here does not open, and the error tells nothing", async () => {
  const sealer = createSealer([older]);
  const sealed = await sealer.seal(secret, "x");
  const [id, nonce = "", ciphertext = ""] = sealed.split(".");
  const flipped = (text: string) => (text.startsWith("A") ? "B" : "A") + text.slice(1);
  for (
    const bad of [
      `${id}.${nonce}.${flipped(ciphertext)}`,
      `${id}.${flipped(nonce)}.${ciphertext}`,
      `${id}.${nonce}.${ciphertext.slice(0, -8)}`,
      `k2.${nonce}.${ciphertext}`,
      `${nonce}.${ciphertext}`,
      secret,
      "",
    ]
  ) {
    const error = await assertRejects(() => sealer.open(bad, "x"), CannotOpen);
    assertEquals([error.message.includes("planted"), error.cause], [false, undefined]);
  }
  // Another key of the same name.
  const other = createSealer([keyOf("k1", 9)]);
  await assertRejects(() => other.open(sealed, "x"), CannotOpen);
});

Deno.test("during a rotation the new key seals, both open, and what is dated says so", async () => {
  const before = await createSealer([older]).seal(secret, "x");
  const during = createSealer([newer, older]);
  assertEquals(during.keyId, "k2");
  assertEquals([await during.open(before, "x"), during.isDated(before)], [secret, true]);
  const after = await during.seal(secret, "x");
  assertEquals([after.startsWith("k2."), during.isDated(after)], [true, false]);
  assertEquals(await createSealer([newer]).open(after, "x"), secret);
  await assertRejects(() => createSealer([newer]).open(before, "x"), CannotOpen);
  assertThrows(() => createSealer([]), RangeError);
});

Deno.test("the keys are read from the environment, whole or not at all, and never repeated in an error", () => {
  const text = (id: string, byte: number) => `${id}:${encodeBase64(keyOf(id, byte).bytes)}`;
  const read = (SEALING_KEYS: string) =>
    loadConfig(sealingSettings, { SEALING_KEYS }).SEALING_KEYS.map((key) => key.id);
  assertEquals(read(text("k1", 1)), ["k1"]);
  assertEquals(read(`${text("k2", 2)}, ${text("k1", 1)}`), ["k2", "k1"]);
  for (
    const bad of [
      "k1",
      "k1:c2hvcnQ=",
      `${text("k1", 1)},`,
      `${text("k1", 1)},${text("k1", 2)}`,
      `K 1:${encodeBase64(older.bytes)}`,
      `k1:${encodeBase64(new Uint8Array(16))}`,
    ]
  ) {
    const error = assertThrows(() => read(bad), ConfigError);
    assert(!error.message.includes("c2hvcnQ"));
  }
  assertThrows(() => loadConfig(sealingSettings, {}), ConfigError, "SEALING_KEYS: is missing");
});
