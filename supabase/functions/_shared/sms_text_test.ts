import { assertEquals } from "@std/assert";
import { smsShape } from "./sms_text.ts";

Deno.test("plain letters take 160 in one part and 153 in each of several", () => {
  assertEquals(smsShape("a".repeat(160)), { alphabet: "gsm7", parts: 1 });
  assertEquals(smsShape("a".repeat(161)), { alphabet: "gsm7", parts: 2 });
  assertEquals(smsShape("a".repeat(306)), { alphabet: "gsm7", parts: 2 });
  assertEquals(smsShape("a".repeat(307)), { alphabet: "gsm7", parts: 3 });
  assertEquals(
    smsShape("NGN 1,200,000.00 @estate.ng #123456").alphabet,
    "gsm7",
  );
  assertEquals(smsShape("").parts, 1);
});

Deno.test("letters of the second table count twice and are not cut in two", () => {
  assertEquals(smsShape("€".repeat(80)).parts, 1);
  assertEquals(smsShape("€".repeat(81)).parts, 2);
  // 76 fit into a part of 153: the half of the 77th does not.
  assertEquals(smsShape("€".repeat(152)).parts, 2);
  assertEquals(smsShape("€".repeat(153)).parts, 3);
});

Deno.test("one naira sign, tone mark or emoji leaves room for 70, or 67 in each of several", () => {
  assertEquals(smsShape("₦" + "a".repeat(69)), { alphabet: "ucs2", parts: 1 });
  assertEquals(smsShape("₦" + "a".repeat(70)), { alphabet: "ucs2", parts: 2 });
  assertEquals(smsShape("Káàbọ̀").alphabet, "ucs2");
  assertEquals(smsShape("🏠".repeat(35)).parts, 1);
  // A pair of surrogates is one letter: 33 of them to a part.
  assertEquals(smsShape("🏠".repeat(66)).parts, 2);
  assertEquals(smsShape("🏠".repeat(67)).parts, 3);
});
