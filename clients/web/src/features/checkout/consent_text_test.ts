import { assertEquals } from "@std/assert";
import type { ConsentText } from "@estate/sdk";
import { consentTextFor } from "./consent_text.ts";

Deno.test("one agrees to the newest text in one's language, else in English", () => {
  const text = (language: string, version: string) => ({ language, version }) as ConsentText;
  const all = [text("en", "2026-11"), text("en", "2027-02"), text("yo", "2026-11")];
  assertEquals(consentTextFor(all, "yo"), all[2]);
  assertEquals(consentTextFor(all, "ha"), all[1]);
  assertEquals(consentTextFor([], "en"), undefined);
});
