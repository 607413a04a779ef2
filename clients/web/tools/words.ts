/**
 * task words:web: collects the words of the code into the catalogues. No translation is lost on the way: a merge by union leaves
 * messages twice, with words and without, and a file that moves takes its messages from one set to the other.
 */
import { fromFileUrl } from "@std/path";
import PO from "pofile";
import { languages } from "../src/i18n/languages.ts";

const locales = fromFileUrl(new URL("../src/i18n/locales/", import.meta.url));

/** What a message says in a language, and what was noted beside it. */
interface Known {
  readonly words: string;
  readonly comments: readonly string[];
}

const nameOf = ({ msgid, msgctxt }: { msgid: string; msgctxt?: string }) =>
  `${msgctxt ?? ""}|${msgid}`;
const filesOf = (language: string) =>
  ["", "own/", "work/"].map((set) => `${locales}${set}${language}.po`);

/** All that is translated in a language, wherever it stands. */
async function known(language: string): Promise<ReadonlyMap<string, Known>> {
  const found = new Map<string, Known>();
  for (const file of filesOf(language)) {
    for (const item of PO.parse(await Deno.readTextFile(file)).items) {
      const words = item.msgstr[0] ?? "";
      if (words !== "") found.set(nameOf(item), { words, comments: item.comments });
    }
  }
  return found;
}

/** Gives what has no words those that were known. */
async function fill(language: string, from: ReadonlyMap<string, Known>): Promise<void> {
  for (const file of filesOf(language)) {
    const catalogue = PO.parse(await Deno.readTextFile(file));
    for (const item of catalogue.items) {
      const before = from.get(nameOf(item));
      if (before === undefined || (item.msgstr[0] ?? "") !== "") continue;
      item.msgstr = [before.words];
      item.comments = [...before.comments];
    }
    await Deno.writeTextFile(file, catalogue.toString());
  }
}

async function extract(): Promise<void> {
  const { success } = await new Deno.Command(Deno.execPath(), {
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
    cwd: fromFileUrl(new URL("../", import.meta.url)),
    stdin: "null",
  }).output().then(async (output) => {
    await Deno.stdout.write(output.stdout);
    await Deno.stderr.write(output.stderr);
    return output;
  });
  if (!success) Deno.exit(1);
}

const others = languages.filter((it) => it !== "en");
const before = new Map(
  await Promise.all(others.map(async (it) => [it, await known(it)] as const)),
);
await extract();
for (const language of others) await fill(language, before.get(language) ?? new Map());
// Lingui's own order and notes again, whatever was filled in.
await extract();
