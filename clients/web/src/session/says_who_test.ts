import { assertEquals } from "@std/assert";
import { saysWho } from "./says_who.ts";

Deno.test("a session that could not be read signs nobody out; a sign-out does", () => {
  assertEquals(saysWho("INITIAL_SESSION", null), false);
  assertEquals(saysWho("TOKEN_REFRESHED", null), false);
  assertEquals(saysWho("SIGNED_OUT", null), true);
  for (const event of ["INITIAL_SESSION", "SIGNED_IN", "TOKEN_REFRESHED", "USER_UPDATED"]) {
    assertEquals(saysWho(event, {}), true);
  }
});
