import { assertEquals } from "@std/assert";
import { namesOf, readNumber } from "./number_rule.ts";

Deno.test("numbers are read as people write them", () => {
  assertEquals(readNumber("nin", " 7012 345-6789 "), "70123456789");
  assertEquals(readNumber("bvn", "22222222222"), "22222222222");
  assertEquals(readNumber("bank_account", "012 345 6789"), "0123456789");
  assertEquals(readNumber("vnin", "ab012345678910yz"), "AB012345678910YZ");
});

Deno.test("what cannot be one is not sent", () => {
  assertEquals(readNumber("nin", "7012345678"), undefined);
  assertEquals(readNumber("nin", "7012345678O"), undefined);
  assertEquals(readNumber("bank_account", "01234567890"), undefined);
  assertEquals(readNumber("vnin", "AB0123"), undefined);
  assertEquals(readNumber("bvn", ""), undefined);
});

Deno.test("a name is taken apart once", () => {
  assertEquals(namesOf("  Folake  Ade Ojo "), { first: "Folake", last: "Ade Ojo" });
  assertEquals(namesOf(""), { first: "", last: "" });
});
