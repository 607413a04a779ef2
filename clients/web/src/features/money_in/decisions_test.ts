import { assertEquals } from "@std/assert";
import { decisionsOn } from "./decisions.ts";

Deno.test("money that shows up late is confirmed, where its payer reported it", () => {
  assertEquals(decisionsOn({ status: "rejected", source: "payer" }, false), ["confirm"]);
  assertEquals(decisionsOn({ status: "expired", source: "payer" }, false), ["confirm"]);
  assertEquals(decisionsOn({ status: "rejected", source: "payee" }, true), []);
  assertEquals(decisionsOn({ status: "submitted", source: "payer" }, false), [
    "confirm",
    "ask",
    "reject",
  ]);
});

Deno.test("of what was recorded nobody says that it came; who recorded it takes it back also when it is disputed", () => {
  assertEquals(decisionsOn({ status: "recorded", source: "payee" }, false), ["mistake"]);
  assertEquals(decisionsOn({ status: "disputed", source: "payee" }, true), ["mistake"]);
  assertEquals(decisionsOn({ status: "disputed", source: "payee" }, false), []);
  assertEquals(decisionsOn({ status: "confirmed", source: "payee" }, true), []);
});
