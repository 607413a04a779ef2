import { assertEquals } from "@std/assert";
import { readTalkAddress } from "./talk_address.ts";

Deno.test("an address of a talk is read, and nothing else in it", () => {
  const id = "0190a6f0-0000-7000-8000-000000000003";
  assertEquals(readTalkAddress({ at: id, on: id, find: "tap", people: true, more: 1 }), {
    at: id,
    on: id,
    find: "tap",
    people: true,
  });
  assertEquals(readTalkAddress({ at: "x", on: 3, find: 2026, people: "no" }), { find: "2026" });
});
