import { assertEquals } from "@std/assert";
import { fewDaysLeft } from "./mandate_days.ts";

Deno.test("that it ends soon is said from two months before, its last day among them", () => {
  assertEquals(fewDaysLeft("2027-03-02", "2027-01-01"), 60);
  assertEquals(fewDaysLeft("2027-03-03", "2027-01-01"), undefined);
  assertEquals(fewDaysLeft("2027-01-02", "2027-01-01"), 1);
  assertEquals(fewDaysLeft("2027-01-01", "2027-01-01"), undefined);
});
