import { assertEquals } from "@std/assert";
import { attemptOf, instantOf } from "./service_form.ts";

Deno.test("an attempt has its time in Lagos, and leaves out what was not said", () => {
  assertEquals(instantOf("2026-12-05", "09:30")?.toISOString(), "2026-12-05T08:30:00.000Z");
  assertEquals(instantOf("2026-12-05", ""), undefined);
  const fields: Record<string, string> = {
    day: "2026-12-05",
    time: "09:30",
    served_by: "Musa Ibrahim",
    recipient: "Tunde Bello",
  };
  assertEquals(attemptOf((name) => fields[name] ?? "", "personal", true), {
    mode: "personal",
    attemptedAt: new Date("2026-12-05T08:30:00.000Z"),
    isEffective: true,
    servedBy: "Musa Ibrahim",
    recipient: "Tunde Bello",
  });
  assertEquals(attemptOf(() => "", "personal", true), undefined);
});
