import { assertEquals } from "@std/assert";
import type { Listing } from "@estate/sdk";
import { isOnOffer, movesOf } from "./moves.ts";

const sql = await Deno.readTextFile(
  new URL("../../../../../supabase/schemas/06_market/10_listings.sql", import.meta.url),
);

Deno.test("what is offered leads along a transition that the database knows", () => {
  const target = { publish: "published", confirm: "published", pause: "paused", close: "closed" };
  const states: Listing["status"][] = [
    "draft",
    "pending_review",
    "published",
    "paused",
    "stale",
    "reserved",
    "under_offer",
    "let",
    "sold",
    "closed",
    "suspended",
  ];
  for (const status of states) {
    for (const move of movesOf(status)) {
      const known = status === target[move] ||
        sql.includes(`('listing', '${status}', '${target[move]}')`);
      assertEquals(known, true, `${status} ${move}`);
    }
  }
  assertEquals(movesOf("suspended"), []);
});

Deno.test("fees stay as they were once a deal is made", () => {
  assertEquals(isOnOffer("reserved"), true);
  assertEquals(["let", "sold", "closed"].map((it) => isOnOffer(it as "let")), [
    false,
    false,
    false,
  ]);
});
