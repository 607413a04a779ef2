import { assertEquals } from "@std/assert";
import { fieldWords, fromTemplate, ownFields, subjectsOf } from "./letter_draft.ts";

Deno.test("a template fills in texts and fields, and no facts", () => {
  assertEquals(
    fromTemplate({
      id: "t",
      fields: { day: "date", price_kobo: "kobo?" },
      letter_template_texts: [{ language: "en", subject: "Borehole", body: "On {{day}}" }],
    }),
    {
      templateId: "t",
      texts: { en: { title: "Borehole", body: "On {{day}}" } },
      fields: { day: "date", price_kobo: "kobo?" },
      facts: {},
    },
  );
});

Deno.test("fields are asked in words, and may be left out where they may", () => {
  assertEquals(ownFields({ day: "date", price_kobo: "kobo?" }), [
    { name: "day", type: "date", isOptional: false },
    { name: "price_kobo", type: "kobo", isOptional: true },
  ]);
  assertEquals(fieldWords("price_kobo"), "Price");
  assertEquals(fieldWords("tenant_names"), "Tenant names");
});

Deno.test("a letter goes out in the languages in which it is written", () => {
  assertEquals(
    subjectsOf({ en: { title: " Rent ", body: "Dear" }, ha: { title: "", body: " " } }),
    {
      en: { subject: "Rent", body: "Dear" },
    },
  );
});
