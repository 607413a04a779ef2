import { assertEquals } from "@std/assert";
import { contactOf } from "./auth.ts";

Deno.test("numbers are taken as people write them, addresses as they are, the rest is neither", () => {
  for (const typed of ["08031234567", "0803 123 4567", "+234 803 123 4567", "2348031234567"]) {
    assertEquals(contactOf(typed), { phone: "+2348031234567" }, typed);
  }
  assertEquals(contactOf(" ada@example.ng "), { email: "ada@example.ng" });
  assertEquals(contactOf("+44 7700 900123"), { phone: "+447700900123" });
  for (const typed of ["", "0803", "ada@", "803 123 4567 8901 2345"]) {
    assertEquals(contactOf(typed), undefined, typed);
  }
});
