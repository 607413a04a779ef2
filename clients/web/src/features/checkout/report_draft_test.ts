import { assertEquals } from "@std/assert";
import { readReportDraft } from "./report_draft.ts";

Deno.test("a draft is found as it was left, and what is broken in it is left out", () => {
  const draft = {
    amountKobo: 100,
    ofKobo: 120,
    paidOn: "2026-11-27",
    method: "cash",
    reference: "R",
    note: "N",
  };
  assertEquals(readReportDraft(JSON.stringify(draft)), draft);
  assertEquals(readReportDraft(JSON.stringify({ amountKobo: "1", paidOn: "5/12", note: 3 })), {});
  assertEquals([readReportDraft(""), readReportDraft("{")], [{}, {}]);
});
