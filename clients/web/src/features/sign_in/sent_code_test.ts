import { assertEquals } from "@std/assert";
import { forgetSent, keepSent, sentTo } from "./sent_code.ts";

function shelf() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}

Deno.test("where the code went is known for ten minutes, until it is used", () => {
  const kept = shelf();
  assertEquals(sentTo(kept, 0), undefined);
  keepSent({ phone: "+2348031234567" }, kept, 1_000);
  assertEquals(sentTo(kept, 600_999), { phone: "+2348031234567" });
  assertEquals(sentTo(kept, 601_000), undefined);
  keepSent({ email: "ada@example.ng" }, kept, 1_000);
  assertEquals(sentTo(kept, 1_001), { email: "ada@example.ng" });
  forgetSent(kept);
  assertEquals(sentTo(kept, 1_001), undefined);
});

Deno.test("what cannot be read is nothing", () => {
  const kept = shelf();
  for (const text of ["", "null", "7", "[]", '{"phone": 7, "at": 0}']) {
    kept.setItem("estate.code", text);
    assertEquals(sentTo(kept, 1), undefined);
  }
});
