import { assertEquals } from "@std/assert";
import { askedOf, sentence, sorted } from "./notice_draft.ts";

Deno.test("what is left out of a notice is not asked about", () => {
  const draft = { clientId: "c", tenancyId: "t", form: "quit" as const, grounds: "  " };
  assertEquals(askedOf(draft), { tenancyId: "t", form: "quit" });
  assertEquals(askedOf({ ...draft, grounds: " Sold ", serveOn: "2026-12-01" }), {
    tenancyId: "t",
    form: "quit",
    grounds: "Sold",
    serveOn: "2026-12-01",
  });
});

Deno.test("a fault stands at its field, where the form has one", () => {
  const fault = (field: string) => ({ code: "statutory_notice.bad", field, message: "it is bad" });
  const { atFields, others } = sorted([fault("grounds"), fault("letterhead"), fault("form")]);
  assertEquals(atFields, { grounds: "It is bad." });
  assertEquals(others.map(({ field }) => field), ["letterhead", "form"]);
  assertEquals(sentence("Is it?"), "Is it?");
});
