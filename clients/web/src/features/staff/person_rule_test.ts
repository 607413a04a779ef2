import { assertEquals } from "@std/assert";
import { holdUntil } from "./hold_until.ts";
import { lookByOf } from "./person_rule.ts";

Deno.test("somebody is looked up by id, address or number, and by nothing else", () => {
  assertEquals(lookByOf(" 00000000-0000-4000-8000-00000000000B "), {
    personId: "00000000-0000-4000-8000-00000000000b",
  });
  assertEquals(lookByOf("ada@example.ng"), { email: "ada@example.ng" });
  assertEquals(lookByOf("0803 123 4567"), { phone: "+2348031234567" });
  assertEquals(lookByOf("Ada Obi"), undefined);
  assertEquals(lookByOf(""), undefined);
});

Deno.test("what is held is held for whole days", () => {
  assertEquals(holdUntil(30, Date.parse("2026-11-27T10:00:00Z")), "2026-12-27T10:00:00.000Z");
});
