import { assertEquals } from "@std/assert";
import { phone } from "./phone.ts";

Deno.test("a number of Nigeria is read in groups, one from elsewhere stays whole", () => {
  assertEquals(phone("+2348031234567"), "0803 123 4567");
  assertEquals(phone("2348031234567"), "0803 123 4567");
  assertEquals(phone("+447700900123"), "+447700900123");
});
