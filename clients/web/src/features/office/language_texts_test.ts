import { assertEquals } from "@std/assert";
import { finished, readIn, refusedText, unfinished, writtenIn } from "./language_texts.ts";

const least = { title: 3, body: 3 };
const text = (title: string, body: string) => ({ title, body });

Deno.test("what is written in no language is not sent", () => {
  const texts = { yo: text(" Omi ", "Kò sí omi"), ha: text(" ", "") };
  assertEquals(writtenIn(texts), ["yo"]);
  assertEquals(finished(texts), { yo: text("Omi", "Kò sí omi") });
  assertEquals(readIn(texts, "ha"), "yo");
  assertEquals(readIn({ ...texts, en: text("Water", "None") }, "ha"), "en");
});

Deno.test("a language that is begun has to be finished", () => {
  assertEquals(unfinished({}, least), { language: "en", field: "title" });
  assertEquals(unfinished({ en: text("Water", "Off today") }, least), undefined);
  assertEquals(
    unfinished({ en: text("Water", "Off today"), ig: text("Mmiri", "") }, least),
    { language: "ig", field: "body" },
  );
});

Deno.test("a refused text is known by its language", () => {
  assertEquals(refusedText("texts.yo.body"), { language: "yo", field: "body" });
  for (const field of [undefined, "texts", "texts.fr.title", "texts.en.note", "unit_ids"]) {
    assertEquals(refusedText(field), undefined);
  }
});
