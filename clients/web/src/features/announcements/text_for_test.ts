import { assertEquals } from "@std/assert";
import { textFor } from "./text_for.ts";

const text = (language: "en" | "yo" | "ha") => ({ language, title: language, body: language });

Deno.test("a text is read in the language that was chosen, else in one's own, else in the usual one", () => {
  const texts = [text("yo"), text("en")];
  assertEquals(textFor(texts, ["yo", "en"])?.language, "yo");
  assertEquals(textFor(texts, [undefined, "ha", "en"])?.language, "en");
  assertEquals(textFor(texts, ["ig"])?.language, "yo");
  assertEquals(textFor([], ["en"]), undefined);
});
