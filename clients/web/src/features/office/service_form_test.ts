import { assertEquals } from "@std/assert";
import { attemptOf, instantOf, notBefore } from "./service_form.ts";

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

Deno.test("service in the minute of the issue was after it", () => {
  const issued = "2026-12-05T08:30:20.123456+00:00";
  const minute = new Date("2026-12-05T08:30:00Z");
  assertEquals(notBefore(minute, issued).toISOString(), "2026-12-05T08:30:20.124Z");
  const before = new Date("2026-12-05T08:29:00Z");
  assertEquals(notBefore(before, issued), before);
  const after = new Date("2026-12-05T08:31:00Z");
  assertEquals(notBefore(after, issued), after);
});
