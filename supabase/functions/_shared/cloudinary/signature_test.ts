import { assertEquals } from "@std/assert";
import { isSignedAnswer, signParameters, stringToSign } from "./signature.ts";

const eager = {
  timestamp: 1315060510,
  public_id: "sample_image",
  eager: "w_400,h_300,c_pad|w_260,h_200,c_crop",
};

Deno.test("calls are signed as Cloudinary's own SDK signs them", async () => {
  assertEquals(await signParameters(eager, "abcd"), "bfd09f95f331f558cbd1320e67aa8d488770583e");
  assertEquals(
    await signParameters(eager, "abcd", "sha256"),
    "cc927e1290f9e3ae4c1a741eda21a4630b4ce80f9ce0bc0296337d25cf40f91e",
  );
  const escaped = { context: "a=b&c", timestamp: 1 };
  assertEquals(stringToSign(escaped), "context=a=b%26c&timestamp=1");
  assertEquals(await signParameters(escaped, "abcd"), "73612ec771f09d0b25d45ea1bc03ba5fbe5ff88f");
});

Deno.test("what is empty is not signed, and no value passes for two", async () => {
  assertEquals(stringToSign({ b: 2, a: "x", c: "", d: undefined }), "a=x&b=2");
  assertEquals(
    await signParameters({ tags: "a&overwrite=true", timestamp: 1 }, "abcd") ===
      await signParameters({ tags: "a", overwrite: "true", timestamp: 1 }, "abcd"),
    false,
  );
});

Deno.test("an answer that Cloudinary did not sign is not believed", async () => {
  const answer = { public_id: "a/b", version: 7, signature: "" };
  // The digest of the text that is signed of an answer.
  const signature = await signParameters({ public_id: "a/b", version: 7 }, "abcd");
  assertEquals(await isSignedAnswer({ ...answer, signature }, "abcd"), true);
  assertEquals(await isSignedAnswer({ ...answer, version: 8, signature }, "abcd"), false);
  assertEquals(await isSignedAnswer({ ...answer, signature }, "abce"), false);
  assertEquals(await isSignedAnswer(answer, "abcd"), false);
});
