import { assertEquals } from "@std/assert";
import { roomsOf, standingOf } from "./standing.ts";

Deno.test("what waits for a tenant waits until they signed; a dispute opens it again", () => {
  const stands = (status: "ready" | "disputed" | "signed" | "cancelled", has_signed = false) =>
    standingOf({ status, has_signed });
  assertEquals(
    [stands("ready"), stands("ready", true), stands("disputed"), stands("disputed", true)],
    ["to_sign", "waits", "open", "open"],
  );
  assertEquals([stands("signed", true), stands("cancelled")], ["signed", "cancelled"]);
});

Deno.test("rooms and items keep their order, a room named twice is one", () => {
  const items = [{ room: "Kitchen", at: 1 }, { room: "Bath", at: 2 }, { room: "Kitchen", at: 3 }];
  assertEquals(roomsOf(items).map((it) => [it.room, it.items.map(({ at }) => at)]), [
    ["Kitchen", [1, 3]],
    ["Bath", [2]],
  ]);
});
