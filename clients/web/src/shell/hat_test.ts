import { assertEquals } from "@std/assert";
import { hatOf, homeOf } from "./hat.ts";

Deno.test("the address says which hat is on, and a hat knows where it begins", () => {
  assertEquals(hatOf("/search"), { kind: "visitor" });
  assertEquals(hatOf("/"), { kind: "visitor" });
  assertEquals(hatOf("/me"), undefined);
  assertEquals(hatOf("/home"), undefined);
  for (const path of ["/home/a", "/org/b", "/staff", "/"]) {
    const hat = hatOf(path);
    assertEquals(hat === undefined ? undefined : homeOf(hat), path);
  }
  assertEquals(hatOf("/org/b/money/payments"), { kind: "work", orgId: "b" });
});
