/** The catalogues say what the code says: nothing new is missing, nothing old is left, every count has its forms. */
import { assert, assertEquals } from "@std/assert";
import { fromFileUrl } from "@std/path";
import PO from "pofile";
import { languages } from "./languages.ts";

const locales = fromFileUrl(new URL("locales", import.meta.url));
const web = fromFileUrl(new URL("../..", import.meta.url));

/** Of visitors and of what is somebody's own; they are there in every language. */
const translated = languages.flatMap((it) => [`${it}.po`, `own/${it}.po`]);
/** And of those who work here, which may stay English at first. */
const files = [...translated, ...languages.map((it) => `work/${it}.po`)];

async function read(folder: string, file: string) {
  return PO.parse(await Deno.readTextFile(`${folder}/${file}`)).items;
}

const nameOf = ({ msgid, msgctxt }: { msgid: string; msgctxt?: string }) =>
  `${msgctxt ?? ""}|${msgid}`;

Deno.test("deno task words:web has been run since the last change of words", async () => {
  const folder = await Deno.makeTempDir({ prefix: "estate-words-" });
  try {
    for (const set of ["own", "work"]) await Deno.mkdir(`${folder}/${set}`);
    for (const file of files) await Deno.copyFile(`${locales}/${file}`, `${folder}/${file}`);
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "-A",
        "--quiet",
        "npm:@lingui/cli@6.11.0/lingui",
        "extract",
        "--workers",
        "1",
        "--clean",
      ],
      cwd: web,
      env: { ESTATE_LOCALES: folder },
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).output();
    assert(success, new TextDecoder().decode(stderr));
    for (const file of files) {
      const now = (await read(folder, file)).map(nameOf).sort();
      const kept = (await read(locales, file)).map(nameOf).sort();
      assertEquals(kept, now, `${file} differs from the code: run deno task words:web`);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("what is translated keeps the places of names and counts, and both forms of each count", async () => {
  for (const language of files) {
    for (const { msgid, msgstr } of await read(locales, language)) {
      const text = msgstr[0] ?? "";
      if (text === "") continue;
      const places = (of: string) =>
        [...of.matchAll(/\{([a-z0-9_]+)[},]/gi)].map((it) => it[1]).filter((it) =>
          it !== undefined
        );
      const tags = (of: string) => [...of.matchAll(/<\/?\d+\/?>/g)].map((it) => it[0]).sort();
      assertEquals(
        [...new Set(places(text))].sort(),
        [...new Set(places(msgid))].sort(),
        `${language}: ${msgid}`,
      );
      assertEquals(tags(text), tags(msgid), `${language}: ${msgid}`);
      if (msgid.includes("plural,")) {
        assert(/one \{/.test(text) && /other \{/.test(text), `${language}: ${msgid}`);
      }
      assertEquals(text, text.normalize("NFC"), `${language} is not NFC: ${msgid}`);
    }
  }
});

Deno.test("what visitors and tenants see is there in every language", async () => {
  for (const file of translated) {
    const missing = (await read(locales, file)).filter(({ msgstr }) => (msgstr[0] ?? "") === "");
    assertEquals(missing.map(nameOf), [], `${file} lacks words`);
  }
});

Deno.test("no message has the translation of another", async () => {
  for (const file of files.filter((it) => !it.endsWith("en.po"))) {
    const items = (await read(locales, file)).map((it) => [it.msgid, it.msgstr[0] ?? ""] as const)
      .filter(([, text]) => text !== "");
    // A merge or a script that takes a line for its neighbour's gives a sentence two words, or glues English to the next text.
    const joined = new Set(
      items.filter(([english, text]) => english !== text && english.length > 4)
        .map((parts) => parts.join("")),
    );
    const wrong = items.filter(([english, text]) =>
      joined.has(text) || (english.length > 60 && text.length < 0.4 * english.length)
    );
    assertEquals(wrong.map(([english]) => english), [], file);
  }
});
